"""The rules that say what a number reports, as grammar over the symbols of patterns/symbols.py.

A rule matches at a QUANTITY: `before` must end right before it, `after` begin right behind it. The first rule that
matches decides. Each rule carries sentences that it must decide; one generic test runs them all.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from leaderboard.patterns.outline import Outline, outline
from leaderboard.patterns.symbols import SYMBOL, over_symbols


@dataclass(frozen=True)
class Rule:
    """What a number in such surroundings reports.

    `kind` is score, gain, cost or silent. `units` are the kinds of unit it is for: percent, points, times, score (dB, mm),
    cost, magnitude, and for bare numbers decimal (0.87) and none (12). `change` and `better` are those of the record; "clause" leaves `better` to the words of the clause.
    """

    name: str
    kind: str
    units: frozenset[str]
    before: str = ""
    after: str = ""
    change: str | None = None
    better: str | None = None
    signed: bool = False
    bound: str | None = None
    decides: tuple[str, ...] = ()

    @cached_property
    def outlines(self) -> tuple[Outline, Outline]:
        """What `before` and `after` begin and end with."""
        return outline(self.before), outline(self.after)

    def fits_between(self, left: str, right: str) -> bool:
        """Whether the rule can match between these symbols; at the ends of a sentence there is none."""
        before, after = self.outlines
        return (before.empty or left in before.last) and (after.empty or right in after.first)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Of each of these sets one symbol must be in the sentence, or the rule cannot match: cheaper to ask first."""
        before, after = self.outlines
        return tuple(symbols for symbols in before.needs + after.needs if SYMBOL["QUANTITY"] not in symbols)

    def may_match(self, present: Set[str]) -> bool:
        """Whether the sentence has the symbols that the rule needs."""
        for needed in self.needs:  # noqa: SIM110  a plain loop takes half the time, a million times
            if needed.isdisjoint(present):
                return False
        return True

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """One regex to be matched at the quantity's place in a sentence's symbols."""
        behind = f"(?<= {self.before} )" if self.before else ""
        return over_symbols(f"{behind} QUANTITY {self.after}")


ANY_SHARE = frozenset({"percent", "points", "none", "decimal", "score"})
PERCENT = frozenset({"percent"})
TIMES = frozenset({"times"})
COST_UNITS = frozenset({"cost"})
BARE = frozenset({"none", "decimal"})
DECIMAL = frozenset({"decimal"})
MAGNITUDE = frozenset({"magnitude"})
EVERY = frozenset({"percent", "points", "none", "decimal", "score", "times", "cost", "magnitude"})

# Words that may stand between a number and the noun it measures: "2.0% ImageNet zero-shot", "+3.4 NPM".
BETWEEN = "(?: METRIC | DATASET | SETTING | SPLIT | TASK | NAME | WORD | SYSTEM | ABSOLUTE | RELATIVE | ADVERB | AVERAGE | BETTER | RIVAL | HOST | MODEL | ACRONYM | DUTY | GENERIC )"
# The object of a change verb: it ends at another number or clause.
OBJECT = "(?: OPEN (?: ADVERB | METRIC | IS | AVERAGE ){0,2} QUANTITY METRIC? CLOSE | (?! QUANTITY | SEMICOLON | COLON | OPEN ACHIEVE | (?: COMMA | AND ) ACHIEVE DET? (?: ADVERB | WORD | NAME ){0,2} METRIC OF ) ANY ){0,16}"
NEAR_OBJECT = "(?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){0,8}"
SKIP = "(?: DET | ADVERB | AVERAGE | OF | ABSOLUTE | RELATIVE | OWN | RIVAL | GENERIC ){0,5}"
# Nothing that the number would be a number of.
_ENDS = "(?! WORD | NAME | OF | STUFF | METRIC | COST | EXPENSE | MEASURE | MODEL | SYSTEM | TASK | HOST | DATASET | DUTY | OCCASION | GENERIC | ACRONYM | HYPERPARAMETER | FEWER | BETTER | WORSE | GAIN | LOSS | RAISE | LOWER | IN | ON | TO | IS | SLASH | DASH | SETTING | SPLIT | POINT )"

SUCCESS = (
    Rule(
        "gain.share_of_performance",
        "gain",
        PERCENT,
        after="(?: OF (?: (?! QUANTITY | COMMA | SEMICOLON | STUFF | WITH ) ANY ){0,6} GENERIC | DET GENERIC OF | RELATIVE GENERIC (?! GAIN | LOSS | RAISE | LOWER ) | OF DET METRIC OF | OF (?: DET | OWN | RIVAL | TRAIN | WORD ){0,3} (?: SYSTEM | MODEL | RIVAL | NAME ) POSSESSIVE (?: AVERAGE | RIVAL | TASK | WORD ){0,2} METRIC )",
        change="relative",
        better="none",
        decides=(
            "It recovers 96.7% of the full model's performance.",
            "It keeps 96.8% the performance of its teacher.",
        ),
    ),
    Rule(
        "score.solves",
        "score",
        PERCENT,
        before="SOLVE (?: ON | ADVERB | DET | TASK | WORD | IN ){0,4} (?: QUANTITY (?: COMMA | AND ) ADVERB? )?",
        after="(?: OF | OCCASION | AND QUANTITY (?: OF | OCCASION ) )",
        decides=("Even the best agents solve only 23% of the tasks.",),
    ),
    Rule(
        "score.solves_again",
        "score",
        PERCENT,
        before="SOLVE ADVERB? QUANTITY (?: AND QUANTITY )? OF (?: (?! QUANTITY | SEMICOLON | STUFF | HOST | MODEL ) ANY ){1,7} (?: COMMA AND? | AND ) ADVERB{0,2} (?: QUANTITY AND )?",
        after="(?: OF | ON | AND QUANTITY OF )",
        decides=("The guard catches 93% of wrong cases and 61% of wrong pages.",),
    ),
    Rule(
        "score.solves_alone",
        "score",
        PERCENT,
        before="(?<! TO ) SOLVE ADVERB{0,3}",
        after=_ENDS,
        decides=("No existing tool satisfies more than 13%.", "The agent completes 89% and harms nobody."),
    ),
    Rule(
        "score.how_often",
        "score",
        PERCENT,
        after="(?: OF (?: DET | ADVERB | WORD | SPLIT ){0,3} )? OCCASION (?! AND COST )",
        decides=("Its answers are right 43% of the time.", "The parser errs in 12% of all tested cases."),
    ),
)

SILENT = (
    Rule(
        "silent.certainty",
        "silent",
        EVERY,
        after="(?: WORD | ADVERB ){0,1} CERTAINTY",
        decides=("We report a 95% confidence interval.",),
    ),
    Rule(
        "silent.interval",
        "silent",
        EVERY,
        before="CERTAINTY (?: COLON | OPEN | IS | OF | WORD ){0,3} (?: QUANTITY | COMMA | AND | TO | DASH ){0,4}",
        decides=("The estimate holds (95% CI: 0.25-0.61).",),
    ),
    Rule(
        "silent.share_of_data",
        "silent",
        PERCENT | TIMES,
        after="FEWER? OF? (?: DET | OWN | ADVERB ){0,2} (?: WORD | DATASET | TRAIN | SETTING | NAME | MODEL ){0,2} STUFF (?! LOSS | GAIN | AND TRAIN? COST )",
        decides=("With 10% of the labels it works.",),
    ),
    Rule(
        "silent.more_data",
        "silent",
        PERCENT | TIMES,
        before="(?: TRAIN | WITH | ON | TO ) ADVERB?",
        after="BETTER (?: WORD | TRAIN | SETTING ){0,2} STUFF",
        decides=("It beats models trained on 4x more data.",),
    ),
    Rule(
        "silent.amount_of_data",
        "silent",
        COST_UNITS | MAGNITUDE,
        before="(?: HOST | STUFF ) OF ADVERB{0,2}",
    ),
    Rule(
        "silent.size_of_data",
        "silent",
        PERCENT | TIMES,
        before="(?: HOST | STUFF ) EXPENSE (?: BY | OF | TO | FROM ) ADVERB{0,2} (?: QUANTITY (?: AND | COMMA | TO ) )?",
        decides=("We increase the dataset size by 10x.",),
    ),
    Rule(
        "silent.share_of_dataset",
        "silent",
        PERCENT,
        before="(?: WITH | TO | ON | TRAIN ) (?: DET | ADVERB | WORD | TO ){0,3}",
        after="OF DET? (?: SPLIT | TRAIN | OWN ){0,2} DATASET (?! METRIC )",
        decides=("It learns with access to only 10% of ImageNet.",),
    ),
    Rule(
        "silent.data_of",
        "silent",
        COST_UNITS | MAGNITUDE,
        after="OF (?: WORD | NAME | DET | TRAIN | SETTING ){0,3} (?: STUFF | HOST )",
        decides=("We train on 4,000 hours of egocentric videos.",),
    ),
    Rule(
        "silent.argument",
        "silent",
        BARE,
        before="(?: METRIC (?: IN | ON ) METRIC (?: IS | OF | THAN )? | IN METRIC IS )",
        decides=("It gains 2.3% mAP at IoU=0.5.",),
    ),
    Rule(
        "silent.hyperparameter",
        "silent",
        EVERY,
        before="(?<! METRIC (?: ON | IN ) (?: WORD | DET ){0,2} ) HYPERPARAMETER (?: OF | IS | TO | COLON | FROM | BY ){0,2} ADVERB? (?: QUANTITY (?: TO | AND ) )?",
        decides=("We use a learning rate of 0.1.", "We average over thresholds from 0.1 to 0.9."),
    ),
    Rule(
        "silent.hyperparameter_behind",
        "silent",
        EVERY,
        after="(?: WORD | NAME ){0,1} HYPERPARAMETER",
        decides=("We use a 75% masking ratio.",),
    ),
    Rule(
        "silent.share_of_model", "silent", PERCENT, after="OF (?: DET | OWN | ADVERB | WORD ){0,3} (?: HOST | MODEL )"
    ),
)

_COST_SIDE = "(?: WORSE | BETTER | FASTER | FEWER | LOWER )"
COSTS = (
    Rule(
        "cost.saving",
        "cost",
        PERCENT | TIMES,
        after=f"{BETWEEN}{{0,3}} COST? SAVING",
        change="unit",
        better="true",
        decides=("This gives 30% savings.",),
    ),
    Rule(
        "cost.bracket",
        "cost",
        PERCENT,
        before="COST OPEN ADVERB?",
        after="CLOSE",
        change="unit",
        better="clause",
        decides=("It trains faster with marginal overhead (<10%).",),
    ),
    Rule(
        "cost.saving_of",
        "cost",
        PERCENT | TIMES,
        before=f"SAVING (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,4}} (?: OF | BY ) {SKIP}",
        change="unit",
        better="true",
        decides=("We see savings in power of 73.6%.",),
    ),
    Rule(
        "cost.cost_of",
        "cost",
        PERCENT | TIMES,
        before=f"COST OF {SKIP}",
        change="unit",
        better="true",
        decides=("It has a power saving of 73.6%.",),
    ),
    Rule(
        "cost.side_of_cost",
        "cost",
        PERCENT | TIMES,
        before="(?: COST | FASTER ) (?: OPEN | ADVERB | IS | HOST | WORD | MODEL | STUFF ){0,4}",
        after="(?: BETTER | WORSE | FEWER | LOWER | LOSS | GAIN )",
        change="unit",
        better="clause",
        decides=("It improves throughput (up to 57% better).",),
    ),
    Rule(
        "cost.passive",
        "cost",
        PERCENT | TIMES,
        before=f"COST (?: (?! QUANTITY | SEMICOLON | COMMA | METRIC | BEAT ) ANY ){{0,6}} (?: LOWER | RAISE ) (?: ADVERB | OWN ){{0,2}} BY {SKIP}",
        change="unit",
        better="clause",
        decides=("The number of parameters is reduced by 67%.",),
    ),
    Rule(
        "cost.fewer",
        "cost",
        PERCENT | COST_UNITS | TIMES | MAGNITUDE,
        after=f"ADVERB? {_COST_SIDE} {BETWEEN}{{0,4}} (?: COST | FASTER )",
        change="unit",
        better="clause",
        decides=("It has 48% fewer FLOPs.", "It needs 40 times less training time."),
    ),
    Rule(
        "cost.fewer_bare",
        "cost",
        BARE,
        after=f"{_COST_SIDE} COST",
        change="ratio",
        better="clause",
        decides=("It has 9.4 more parameters than the other.",),
    ),
    Rule(
        "cost.fewer_things",
        "cost",
        PERCENT | TIMES,
        after="ADVERB? FEWER (?: WORD | NAME | STUFF | EXPENSE | OCCASION | DUTY )",
        change="unit",
        better="true",
        decides=("It requires 25% fewer steps.",),
    ),
    Rule(
        "cost.faster",
        "cost",
        TIMES | PERCENT,
        after="(?: METRIC | WORD | NAME | TASK | COST | ADVERB | AVERAGE | SETTING | TRAIN | IN | DET | BETTER ){0,4} FASTER",
        change="unit",
        better="true",
        decides=("It is 3.2 times faster than CLIP.", "This gives a 2.7x training speedup."),
    ),
    Rule(
        "cost.faster_of",
        "cost",
        TIMES | PERCENT,
        before=f"FASTER (?: (?! QUANTITY | SEMICOLON | METRIC | BEAT ) ANY ){{0,6}} (?: OF | BY | TO | IS | FROM | WITH ) {SKIP}",
        after="(?! (?: ABSOLUTE | RELATIVE | METRIC | ADVERB | GENERIC ){0,2} (?: LOSS | GAIN | LOWER | RAISE ) (?! IN? COST ) )",
        change="unit",
        better="true",
        decides=("We reach a speedup of 4x.", "It accelerates encoding speed by 80x."),
    ),
    Rule(
        "cost.faster_factor",
        "cost",
        BARE,
        before=f"FASTER (?: (?! QUANTITY | SEMICOLON | METRIC | BEAT | RAISE | LOWER ) ANY ){{0,4}} FACTOR {SKIP}",
        change="ratio",
        better="true",
        decides=("It allows a speedup of factor 10.", "It speeds up decoding by a factor of 12."),
    ),
    Rule(
        "cost.faster_bracket",
        "cost",
        TIMES,
        before="FASTER OPEN ADVERB?",
        change="unit",
        better="true",
        decides=("It has substantial speedups (2.2x).",),
    ),
    Rule(
        "cost.change",
        "cost",
        PERCENT | TIMES,
        after=f"{BETWEEN}{{0,4}} COST {BETWEEN}{{0,2}} (?: LOSS | GAIN | FASTER | LOWER | RAISE )",
        change="unit",
        better="clause",
        decides=("It brings a 35% memory reduction.",),
    ),
    Rule(
        "cost.change_in",
        "cost",
        PERCENT | TIMES,
        after=f"{BETWEEN}{{0,2}} (?: LOSS | GAIN | LOWER | RAISE | FEWER ) (?: IN | OF | ON ) (?: DET | OWN | TRAIN ){{0,2}} {BETWEEN}{{0,4}} (?: COST | FASTER )",
        change="unit",
        better="clause",
        decides=("We see a 77% reduction in memory usage.",),
    ),
    Rule(
        "cost.change_of_in",
        "cost",
        PERCENT | TIMES,
        before=f"(?: LOSS | GAIN | LOWER | RAISE ) OF {SKIP}",
        after="(?: IN | ON ) (?: DET | OWN ){0,2} (?: WORD | TRAIN | SETTING ){0,2} (?: COST | FASTER )",
        change="unit",
        better="clause",
        decides=("That is a reduction of 28% in computational demand.",),
    ),
    Rule(
        "cost.by",
        "cost",
        PERCENT | TIMES,
        before=f"(?: LOWER | RAISE | LOSS | GAIN | FASTER ) {NEAR_OBJECT} COST (?: (?! QUANTITY | SEMICOLON | METRIC | BEAT | GAIN | COMMA ACHIEVE ) ANY ){{0,8}} (?: BY | TO | OF ) OPEN? {SKIP}",
        change="unit",
        better="clause",
        decides=("It reduces inference cost by 35%.", "The method reduces FLOPs by 6.5x."),
    ),
    Rule(
        "cost.factor",
        "cost",
        BARE,
        before=f"(?: LOWER | RAISE | LOSS | GAIN | FASTER ) {NEAR_OBJECT} COST (?: (?! QUANTITY | SEMICOLON | METRIC | BEAT | GAIN ) ANY ){{0,8}} BY FACTOR {SKIP}",
        change="ratio",
        better="clause",
        decides=("The model reduces energy consumption by a factor of 46.",),
    ),
    Rule(
        "cost.beaten_in",
        "cost",
        PERCENT | TIMES,
        before="BEAT (?: (?! QUANTITY | SEMICOLON | METRIC | COMMA ) ANY ){1,8} BY ADVERB{0,2}",
        after="IN (?: DET | OWN | WORD | TRAIN ){0,3} COST",
        change="unit",
        better="true",
        decides=("It outperforms the others by up to 22% in terms of the training time.",),
    ),
    Rule(
        "cost.by_again",
        "cost",
        PERCENT | TIMES,
        before=f"BY {SKIP} QUANTITY (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,8}} (?: COMMA AND? | AND ) (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,4}} COST BY {SKIP}",
        change="unit",
        better="clause",
        decides=("It cuts transmission by 94% and complexity by 21%.",),
    ),
    Rule(
        "cost.share",
        "cost",
        PERCENT,
        after=f"OF? (?: DET | OWN | RIVAL ){{0,2}} {BETWEEN}{{0,4}} COST",
        change="unit",
        better="true",
        decides=("It tunes only 1% of the parameters.", "It masks 2.56% parameters."),
    ),
    Rule(
        "cost.unit_change",
        "cost",
        COST_UNITS,
        after=f"(?: {_COST_SIDE} | LOSS | GAIN )",
        change="unit",
        better="clause",
    ),
    Rule(
        "cost.unit_by",
        "cost",
        COST_UNITS,
        before=f"(?: LOWER | RAISE ) {NEAR_OBJECT} COST (?: WORD | HOST | MODEL ){{0,2}} BY {SKIP}",
        change="unit",
        better="clause",
        decides=("It increases the training time by 18 seconds.",),
    ),
    Rule("cost.unit", "cost", COST_UNITS, decides=("ViTamin-XL has 436M parameters.", "It runs at 40.6 FPS.")),
    Rule(
        "cost.size_bracket",
        "cost",
        MAGNITUDE,
        before="(?: SYSTEM | NAME | METRIC | COST | MODEL | RIVAL | TASK | ACRONYM ) OPEN",
        after="CLOSE",
        decides=("MetaFormer reaches 80.0% top-1 accuracy (55M).",),
    ),
    Rule(
        "cost.size_scales",
        "cost",
        MAGNITUDE,
        before="(?: COST | MODEL | RIVAL ) WORD? OPEN",
        after="(?: (?: COMMA | SLASH | AND | COMMA AND | TO ) QUANTITY ){0,5} CLOSE",
        decides=("We train at three model scales (60M, 130M, 350M).",),
    ),
    Rule(
        "cost.size",
        "cost",
        MAGNITUDE,
        after="(?: WORD | NAME | SYSTEM | SETTING | ADVERB | TRAIN ){0,3} (?: MODEL | RIVAL (?! WORD | STUFF | METRIC | NAME | TASK | HOST | TRAIN ) )",
        decides=("We use a 7B instruction-tuned model.",),
    ),
    Rule(
        "cost.from_to",
        "cost",
        BARE | MAGNITUDE | PERCENT,
        before=f"(?: LOWER | RAISE ) {NEAR_OBJECT} COST FROM (?: ADVERB | DET ){{0,2}}",
        decides=("It cuts the vocabulary size from 128,000 to 10,000.",),
    ),
    Rule(
        "cost.to",
        "cost",
        BARE | MAGNITUDE | PERCENT,
        before=f"(?: LOWER | RAISE ) {NEAR_OBJECT} COST (?: FROM (?: ADVERB | DET ){{0,2}} QUANTITY )? TO (?: ADVERB | DET ){{0,2}}",
        decides=("It cuts the vocabulary size from 128,000 to 10,000.",),
    ),
    Rule(
        "cost.ratio_after",
        "cost",
        TIMES,
        before=f"COST (?: (?! QUANTITY | SEMICOLON ) ANY ){{0,6}} (?: OF | BY | TO ) {SKIP}",
        change="unit",
        better="clause",
    ),
    Rule(
        "cost.ratio",
        "cost",
        TIMES,
        after=f"{BETWEEN}{{0,4}} COST",
        change="unit",
        decides=("It runs with 2x memory usage.",),
    ),
    Rule("cost.less", "cost", TIMES, after=f"{_COST_SIDE} (?! METRIC )", change="unit", better="clause"),
    Rule("cost.ratio_loss", "cost", TIMES, after=f"{BETWEEN}{{0,2}} LOSS", change="unit", better="true"),
)

FROM_TO = (
    Rule(
        "score.bracket_pair",
        "score",
        ANY_SHARE,
        before="OPEN (?: ADVERB | METRIC | IS | NAME | SYSTEM | DATASET | COLON | RIVAL | OWN ){0,3}",
        after="METRIC? VERSUS (?: ADVERB | DET | OWN | RIVAL ){0,2} QUANTITY",
        decides=("It beats the baseline by far (94.8% vs. 88.4%).",),
    ),
    Rule(
        "score.bracket_pair_second",
        "score",
        ANY_SHARE,
        before="OPEN (?: ADVERB | METRIC | IS | NAME | SYSTEM | DATASET | COLON | RIVAL | OWN ){0,3} QUANTITY METRIC? VERSUS (?: ADVERB | DET | OWN | RIVAL ){0,2}",
    ),
    Rule(
        "score.with_metric",
        "score",
        ANY_SHARE,
        before=f"WITH (?: DET | ADVERB | AVERAGE | SETTING | TASK | RIVAL ){{0,3}} METRIC OF {SKIP}",
        decides=("It is an advancement in generation, with an FID score of 1.28.",),
    ),
    Rule(
        "score.metric_equals",
        "score",
        BARE | PERCENT,
        before="OPEN METRIC WORD? IS",
        decides=("The reduction comes with more cost (Pearson r = 0.15).",),
    ),
    Rule(
        "score.drops_below",
        "score",
        PERCENT,
        before="LOWER ADVERB?",
        bound="under",
        decides=("Accuracy drops below 10%.",),
    ),
    Rule(
        "score.from_to",
        "score",
        ANY_SHARE,
        before="FROM (?: DET | ADVERB | METRIC ){0,2}",
        after=f"(?: (?: COMMA AND? | AND ) QUANTITY ){{0,4}} (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){{0,8}} TO {SKIP} METRIC? QUANTITY",
        decides=("It lifts success from 54.2% to 82.0%.",),
    ),
    Rule(
        "score.arrow",
        "score",
        ANY_SHARE,
        after="(?: METRIC )? TO QUANTITY",
        before="(?: OPEN | METRIC | DATASET | NAME | COLON )",
    ),
    Rule(
        "score.to_after_from",
        "score",
        ANY_SHARE,
        before=f"(?: FROM {SKIP} | OPEN | METRIC ) QUANTITY (?: (?: COMMA AND? | AND ) QUANTITY ){{0,4}} (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){{0,8}} TO {SKIP} METRIC?",
    ),
)

GAINS = (
    Rule(
        "gain.retains",
        "gain",
        PERCENT,
        before=f"RETAIN {SKIP}",
        change="relative",
        better="none",
        decides=("It retains 98% accuracy.",),
    ),
    Rule(
        "gain.adjective",
        "gain",
        ANY_SHARE | TIMES,
        after="(?: AND QUANTITY )? (?: ADVERB | METRIC | NAME | ABSOLUTE | RELATIVE | WORD ){0,2} (?: (?: BETTER | WORSE ) (?! COST ) | FEWER THAN )",
        change="unit",
        better="clause",
        decides=("It scores 8.5% higher than CLIP.", "We get 0.35 points higher mIoU."),
    ),
    Rule(
        "gain.noun",
        "gain",
        ANY_SHARE | TIMES,
        after=f"{BETWEEN}{{0,5}} (?: OPEN (?: METRIC | NAME | ACRONYM | QUANTITY (?: RELATIVE | ABSOLUTE ) ) CLOSE )? (?: GAIN | LOSS | RAISE (?! {SKIP} METRIC ) | LOWER (?! DET ) )",
        change="unit",
        better="clause",
        decides=("This is an 18.7% performance improvement.", "We see a 1.9% absolute accuracy increase."),
    ),
    Rule(
        "gain.noun_of",
        "gain",
        ANY_SHARE | TIMES,
        before=f"(?: GAIN | LOSS | (?: RAISE | LOWER ) (?= {SKIP} (?: OF | IN | ON | IS ) ) ) {OBJECT} (?: OF | BY | FROM | (?<! METRIC ) TO | (?<! COMMA DET ) IS ) {SKIP}",
        change="unit",
        better="clause",
        decides=("It yields a gain of 10.1% on COCO.", "We see an accuracy drop of 0.8%."),
    ),
    Rule(
        "gain.by",
        "gain",
        ANY_SHARE | TIMES,
        before=f"(?: RAISE | LOWER | BEAT | GAIN | LOSS | BETTER | WORSE ) {OBJECT} BY OPEN? {SKIP}",
        change="unit",
        better="clause",
        decides=("It outperforms CLIP by 1.4%.", "Accuracy improves by 2.0%."),
    ),
    Rule(
        "gain.noun_bracket",
        "gain",
        ANY_SHARE,
        before="(?<! CLOSE COMMA? AND? (?: WORD | NAME ){1,2} ) (?: LOSS | GAIN | LOWER | RAISE ) OPEN ADVERB?",
        after="(?: WORD | NAME )? (?: CLOSE | COMMA )",
        change="unit",
        better="clause",
        decides=("It defends with negligible accuracy degradation (2%).",),
    ),
    Rule(
        "gain.by_bracket",
        "gain",
        ANY_SHARE | TIMES,
        before=f"(?: RAISE | LOWER | BEAT | GAIN | LOSS | BETTER | WORSE ) (?: (?! SEMICOLON | COLON ) ANY ){{1,16}} OPEN BY {SKIP}",
        change="unit",
        better="clause",
        decides=("It outperforms DDIM with 250 steps (by around 0.4 in FID).",),
    ),
    Rule(
        "gain.bracket_upto",
        "gain",
        PERCENT | frozenset({"points"}),
        before="(?: BEAT | GAIN | RAISE ) (?: (?! QUANTITY | SEMICOLON | ACHIEVE | COLON ) ANY ){1,20} (?<! METRIC ) OPEN",
        bound="upto",
        change="unit",
        better="clause",
        decides=("It improves over strong baseline agents (up to 10.2% average F1 score).",),
    ),
    Rule(
        "gain.in_other_terms",
        "gain",
        PERCENT | frozenset({"points"}),
        before="OPEN ADVERB?",
        after="(?: RELATIVE | ABSOLUTE ) (?: GAIN | LOSS | RAISE | LOWER )? CLOSE",
        change="unit",
        better="clause",
        decides=("It reduces WER by 2.4% absolute (20.4% relative).",),
    ),
    Rule(
        "gain.noun_upto",
        "gain",
        PERCENT | TIMES | frozenset({"points"}),
        before="(?: GAIN | LOSS | RAISE | LOWER ) (?: OF | IN ) (?: WORD | METRIC | NAME | TASK | GENERIC ){1,4}",
        bound="upto",
        change="unit",
        better="clause",
        decides=("It yields an absolute reduction of bias up to 26.4%.",),
    ),
    Rule(
        "gain.noun_averaging",
        "gain",
        ANY_SHARE,
        before="(?: GAIN | LOSS | LOWER | RAISE ) DASH? ACHIEVE ADVERB?",
        after="(?! METRIC )",
        change="unit",
        better="clause",
        decides=("We see a large drop averaging 19% in all classes.",),
    ),
    Rule(
        "gain.noun_right_before",
        "gain",
        ANY_SHARE | TIMES,
        before=f"(?: GAIN | LOSS ) {SKIP}",
        change="unit",
        better="clause",
        decides=("It brings improvements as high as 2.3% in mAP.",),
    ),
    Rule(
        "gain.times_metric",
        "gain",
        TIMES,
        after="(?: AND QUANTITY )? (?: DET | ADVERB | AVERAGE | OWN ){1,3} METRIC",
        change="unit",
        better="true",
        decides=("It has 1.5x the accuracy of the baseline.",),
    ),
    Rule(
        "gain.factor",
        "gain",
        BARE,
        before=f"(?: RAISE | LOWER | GAIN | LOSS | BEAT | BETTER | WORSE | FASTER ) (?: (?! SEMICOLON ) ANY ){{0,16}} FACTOR {SKIP}",
        change="ratio",
        better="clause",
        decides=("It improves fairness by a factor of 3.2.",),
    ),
    Rule(
        "gain.metric_points",
        "gain",
        ANY_SHARE,
        after=f"{BETWEEN}{{0,2}} METRIC POINT",
        change="unit",
        better="clause",
        decides=("It gains 2.3 nDCG@10 points.",),
    ),
    Rule(
        "gain.by_again",
        "gain",
        ANY_SHARE,
        before=f"BY {SKIP} QUANTITY (?: OPEN (?: (?! CLOSE ) ANY ){{1,6}} CLOSE | (?! QUANTITY | SEMICOLON | AND | COMMA ) ANY ){{0,12}} (?: COMMA AND? | AND ) (?: (?! QUANTITY | SEMICOLON ) ANY ){{0,8}} BY {SKIP}",
        change="unit",
        better="clause",
        decides=("It beats prior results by 12% and concurrent results by 7%.",),
    ),
    Rule(
        "gain.metric_upto",
        "gain",
        PERCENT,
        before="RAISE (?: DET | OWN | WORD | TASK | NAME | SETTING ){0,4} METRIC",
        bound="upto",
        change="unit",
        better="clause",
        decides=("It improves segmentation accuracy up to 15% in Dice.",),
    ),
    Rule(
        "gain.transitive",
        "gain",
        ANY_SHARE,
        before="(?: LOWER | RAISE ) (?: ADVERB | DET ){0,3}",
        after="(?! ADVERB? TO | OF )",
        change="unit",
        better="clause",
        decides=("With binary weights it loses just 2.9% top-1 accuracy.",),
    ),
    Rule(
        "gain.metric_times",
        "gain",
        TIMES,
        before="METRIC (?: LOWER | RAISE ) (?: ADVERB | DET ){0,3}",
        after="(?! WORD | NAME )",
        change="unit",
        better="clause",
        decides=("On long inputs accuracy improves 3.2x.",),
    ),
    Rule(
        "gain.sign",
        "gain",
        ANY_SHARE | TIMES,
        change="unit",
        better="clause",
        signed=True,
        decides=("This gives +2.7 box AP.",),
    ),
    Rule(
        "gain.bracket",
        "gain",
        PERCENT,
        before="(?: GAIN (?: (?! SEMICOLON | ACHIEVE | COLON | BEAT ) ANY ){1,30} (?<! SYSTEM | NAME | MODEL | RIVAL ) | BEAT (?: (?! SEMICOLON | ACHIEVE | COLON ) ANY ){1,30} (?: METRIC | IN (?: WORD | NAME | TASK ){1,3} ) ) OPEN (?: ADVERB | DATASET ){0,2}",
        after="CLOSE",
        change="unit",
        better="clause",
        decides=(
            "It brings improvements in citation rate (17.3%) and elsewhere.",
            "It beats the others in recall (2.1%).",
        ),
    ),
    Rule(
        "score.metric_points",
        "score",
        frozenset({"points"}),
        before="METRIC (?: COLON | IS | OF ) ADVERB?",
        decides=("Scores are estimated well (RMSE: 1.72 points).",),
    ),
    Rule(
        "gain.points", "gain", frozenset({"points"}), change="unit", better="clause", decides=("That makes 5 points.",)
    ),
)

SCORES = (
    Rule(
        "score.beat_directly",
        "score",
        ANY_SHARE,
        before="BEAT (?: DET | RIVAL | SYSTEM | NAME | WORD | OWN | ADVERB | SETTING | MODEL ){0,6} (?: POSSESSIVE | HOST? OF | METRIC ) (?: ADVERB | RIVAL | METRIC | OF ){0,3}",
    ),
    Rule(
        "score.than",
        "score",
        ANY_SHARE,
        before="(?: BETTER | WORSE ) THAN (?: DET | ADVERB ){0,2}",
        decides=("The F1 of 64.4% is higher than 44.8%.",),
    ),
    Rule(
        "score.dataset_bracket",
        "score",
        ANY_SHARE,
        before="DATASET (?: HOST | WORD | SPLIT )? OPEN (?: QUANTITY TO? )?",
        after="(?: CLOSE | COMMA | SEMICOLON | QUANTITY CLOSE )",
        decides=("It leads on FUNSD (0.7895 0.8420) and CORD (0.9493 0.9601).",),
    ),
    Rule(
        "score.dataset_bracket_open",
        "score",
        PERCENT,
        before="DATASET (?: HOST | WORD | SPLIT )? OPEN ADVERB?",
        decides=("It leads on miniImageNet (70.3% on 1-shot and 81.9% on 5-shot).",),
    ),
    Rule(
        "score.achieve_on",
        "score",
        BARE,
        before=f"ACHIEVE {SKIP}",
        after="ON DET? (?: WORD | NAME | SYSTEM | TASK ){0,2} DATASET",
        decides=("K2 obtains 66.1 on Tau2-Bench.",),
    ),
    Rule(
        "score.scores_of",
        "score",
        BARE,
        before=f"ACHIEVE OF {SKIP}",
        decides=("The clips got scores of 4.5 out of 5.",),
    ),
    Rule(
        "score.baseline_bracket",
        "score",
        PERCENT,
        before="RIVAL (?: MODEL | WORD | NAME | SYSTEM ){0,2} OPEN ADVERB?",
        after="CLOSE",
        decides=("It improves by 13.8 points over a bigram baseline (64.5%).",),
    ),
    Rule(
        "score.results_bracket",
        "score",
        PERCENT | DECIMAL,
        before="ACHIEVE (?: DET | ADVERB | RIVAL | WORD ){0,4} GENERIC (?: (?: IN | ON | WITH ) (?: DET | TASK | WORD | NAME | ACRONYM | SETTING | HOST ){1,4} )? OPEN ADVERB?",
        after="CLOSE",
        decides=("It achieves the best performance (99.7%) on MNIST.",),
    ),
    Rule(
        "score.results_are",
        "score",
        PERCENT | DECIMAL,
        before=f"GENERIC (?: WORD | ACHIEVE ){{0,2}} (?: COMMA DET )? (?: OF | IS ) {SKIP} OPEN?",
        decides=("The best results are 65.2% with two classes.",),
    ),
    Rule(
        "score.extreme_bracket",
        "score",
        PERCENT | DECIMAL,
        before="ACHIEVE DET? (?: BETTER | LOWER | WORSE | ADVERB ) ADVERB? (?: WORD | NAME ){1,3} OPEN ADVERB?",
        after="(?: CLOSE | COMMA | SEMICOLON | VERSUS )",
        decides=("Two of the models show lower deviation (47%) than others.",),
    ),
    Rule(
        "score.rival_bracket",
        "score",
        ANY_SHARE,
        before="BEAT (?: (?! SEMICOLON | ACHIEVE ) ANY ){0,24} (?: (?<! GAIN | LOSS ) | (?<= CLOSE COMMA? AND? (?: WORD | NAME ){1,2} GAIN ) ) OPEN ADVERB?",
        after="(?: SLASH QUANTITY )? CLOSE",
        decides=(
            "It reaches 89.8% IoU, outperforming U-Net (85.3%).",
            "Exceeding policies trained on images (34%) is hard.",
        ),
    ),
    Rule(
        "score.name_of",
        "score",
        PERCENT | DECIMAL,
        before="(?: DET | AND | COMMA | WITH | ACHIEVE ) ADVERB{0,2} NAME OF ADVERB{0,2}",
        after="(?! OF | WORD | STUFF | NAME | HYPERPARAMETER )",
        decides=("The regression has an MMRE of 0.049.",),
    ),
    Rule(
        "score.metric_exceeds",
        "score",
        ANY_SHARE,
        before="METRIC (?: CLOSE | ADVERB | WORD | OPEN | NAME | ACRONYM | AND | METRIC ){0,7}",
        bound="over",
        decides=("It has attack success rates (ASR) consistently exceeding 99%.",),
    ),
    Rule(
        "score.metric_range",
        "score",
        ANY_SHARE,
        before=f"(?: METRIC | GENERIC ) (?: WORD | HOST | SPLIT | GENERIC | ON | DATASET | NAME ){{0,3}} (?: IS )? FROM {SKIP}",
        decides=("Its AUROC ranges from 0.62 to 0.73.",),
    ),
    Rule("score.exceeds", "score", PERCENT | frozenset({"score"}), before="BEAT (?: DET | ADVERB ){0,2}"),
    Rule(
        "score.metric_after",
        "score",
        ANY_SHARE,
        after="(?: ADVERB | SETTING | SPLIT | AVERAGE | DATASET ){0,3} METRIC",
        decides=("It reaches 84.5% ImageNet zero-shot accuracy.",),
    ),
    Rule(
        "score.metric_at",
        "score",
        PERCENT,
        before="(?: METRIC (?: CLOSE | ACHIEVE )? | RIVAL GENERIC ) IN ADVERB?",
        after="(?! OF | OCCASION | STUFF | WORD | METRIC | NAME | HYPERPARAMETER | COST | FEWER | BETTER )",
        decides=("It keeps a tagging accuracy at 97.9%.", "It stays below human performance at 87%."),
    ),
    Rule(
        "score.metric_at_decimal",
        "score",
        DECIMAL,
        before="METRIC (?: CLOSE | DET WORD )? IN ADVERB?",
        after=_ENDS,
        decides=("TarnNet has the highest combined F1 at 0.887.",),
    ),
    Rule(
        "score.dataset_at",
        "score",
        PERCENT | DECIMAL,
        before="DATASET IN ADVERB?",
        after=_ENDS,
        decides=("It keeps OrBench at 4.41 and IFEval at 3.65.",),
    ),
    Rule(
        "score.metric_before",
        "score",
        ANY_SHARE,
        before=f"METRIC (?: WORD | HOST | SPLIT | STUFF | CLOSE ){{0,2}} (?: OF | IS | TO | COLON | OPEN | ACHIEVE | WITH | RAISE | LOWER | DASH | COMMA )? {SKIP}",
        decides=("It has an FID of 2.29.",),
    ),
)

WEAK_GAINS = (
    Rule(
        "gain.beat_upto",
        "gain",
        PERCENT,
        before="(?: BEAT | RAISE ) (?: (?! QUANTITY | COMMA | POSSESSIVE | ACHIEVE | TO | METRIC ) ANY ){1,10} (?<! (?<! GAIN | LOSS ) OPEN | ON | IN )",
        change="unit",
        better="clause",
        decides=("It outperforms recent baselines up to 4.4%.",),
    ),
    Rule(
        "gain.lower_upto",
        "gain",
        PERCENT,
        before="LOWER (?: (?! QUANTITY | COMMA | POSSESSIVE | ACHIEVE | TO ) ANY ){1,10}",
        bound="upto",
        change="unit",
        better="clause",
        decides=("It reduces the error of existing methods on matting tasks up to 20%.",),
    ),
)

WEAK_SCORES = (
    Rule(
        "score.possessive",
        "score",
        PERCENT,
        before="(?: SYSTEM | RIVAL | MODEL ) POSSESSIVE ADVERB?",
        after="(?: TO | COMMA | CLOSE | AND | IN | ON | VERSUS | SEMICOLON )",
        decides=("Systems grow better (compare GPT-3.5's 16% to GPT-4o's 32%).",),
    ),
    Rule(
        "score.possessive_decimal",
        "score",
        DECIMAL,
        before="THAN (?: SYSTEM | RIVAL | MODEL | NAME ) POSSESSIVE ADVERB?",
        after="(?! WORD | NAME | STUFF | MODEL | COST | METRIC | TASK | HOST | DASH | SLASH )",
        decides=("It scores 50.1 on COCO, compared with GPT-4o's 33.6.",),
    ),
    Rule(
        "score.system_only",
        "score",
        PERCENT,
        before="(?: SYSTEM | MODEL ) (?: AVERAGE | ADVERB ){1,2}",
        decides=("GPT-5-Nano completes 12.9% safely, Qwen models only 3.9%.",),
    ),
    Rule(
        "score.system_bracket",
        "score",
        PERCENT | DECIMAL,
        before="(?: SYSTEM | (?: METRIC | BEAT | BETTER | ACHIEVE ) (?: (?! SEMICOLON ) ANY ){0,30} (?: MODEL | RIVAL ) ) OPEN ADVERB?",
        after="(?: CLOSE | SEMICOLON )",
        decides=(
            "Next are ChatGPT (65.1%) and Codex (84.9%).",
            "Its accuracy matches that of fine-tuned variants (0.369).",
        ),
    ),
    Rule(
        "score.name_bracket",
        "score",
        PERCENT | DECIMAL,
        before="METRIC (?: (?! SEMICOLON ) ANY ){0,30} NAME OPEN ADVERB?",
        after="(?: CLOSE | SEMICOLON )",
        decides=("It has the best accuracy, followed by FooNet (0.90) and BarNet (0.88).",),
    ),
    Rule(
        "score.achieve_at",
        "score",
        PERCENT | DECIMAL,
        before="ACHIEVE (?: DET | ADVERB ){0,2} IN ADVERB?",
        after="(?! OF | OCCASION | STUFF | WORD | METRIC | NAME | HYPERPARAMETER | COST | FEWER | BETTER | TO )",
        decides=("The detection of threats remains at 86% with fewer tokens.",),
    ),
    Rule(
        "score.achieve_bare",
        "score",
        DECIMAL,
        before=f"ACHIEVE {SKIP}",
        after="(?! WORD | STUFF | NAME | COST | EXPENSE | MODEL | DUTY | HYPERPARAMETER | TASK | HOST | COLON | SLASH | MARK | FASTER | NUMBER )",
        decides=("The strongest closed system reaches 0.855 with tools.", "A plain prompt scored only 0.565."),
    ),
    Rule(
        "score.system_colon",
        "score",
        PERCENT | DECIMAL,
        before="(?: OPEN | COMMA | SEMICOLON ) SYSTEM (?: COLON | IS )",
        after="(?= COMMA | CLOSE | SEMICOLON | VERSUS )",
        decides=("It has exceptional recall of snippets (GPT-4o: 0.98, Qwen2: 0.99).",),
    ),
    Rule(
        "score.compared_bracket",
        "score",
        PERCENT | DECIMAL,
        before="QUANTITY CLOSE? (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){0,10} THAN (?: (?! QUANTITY | SEMICOLON | COMMA ) ANY ){1,8} OPEN ADVERB?",
        after="CLOSE",
        decides=("Models have higher accuracy (80-95%) there than on local questions (50-75%).",),
    ),
    Rule(
        "score.system_with",
        "score",
        PERCENT | DECIMAL,
        before="METRIC (?: (?! SEMICOLON ) ANY ){0,30} (?: SYSTEM | NAME | MODEL | RIVAL ) (?: WORD | ADVERB ){0,2} (?: WITH | IN ) ADVERB{0,2}",
        after="(?! OF | METRIC | WORD | NAME | STUFF | COST | HOST )",
        decides=("FooNet leads with an accuracy of 95.6%, while DenseNet201 came next with 94.8%.",),
    ),
    Rule(
        "score.metric_after_far",
        "score",
        PERCENT | frozenset({"score"}) | BARE,
        after="(?: ADVERB | DATASET | SETTING | SPLIT | TASK | NAME | WORD | SYSTEM | AVERAGE | RIVAL ){0,5} METRIC",
    ),
    Rule(
        "score.metric_near",
        "score",
        ANY_SHARE,
        before=f"METRIC (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){{0,10}} (?: OF | IS | TO | ACHIEVE | COLON | OPEN | AND ) {SKIP}",
    ),
    Rule(
        "score.dash",
        "score",
        PERCENT | frozenset({"score"}),
        before="METRIC (?: (?! QUANTITY | SEMICOLON ) ANY ){0,20} (?: DASH | COLON ) ADVERB?",
        decides=("It has the best F1 in all tasks --- 94.0% for extraction.",),
    ),
    Rule(
        "score.achieve",
        "score",
        PERCENT | frozenset({"score"}),
        before=f"ACHIEVE {SKIP}",
        decides=("It attains 90.35% on ImageNet.",),
    ),
    Rule(
        "score.achieve_slash",
        "score",
        PERCENT,
        before=f"ACHIEVE {SKIP} (?: QUANTITY SLASH ){{1,3}}",
        after="(?! WORD | NAME | OF | STUFF | METRIC | COST | MODEL | HOST | DUTY | OCCASION | SLASH )",
        decides=("FooNet reaches 92.9/92.6% on clean and noisy scenes.",),
    ),
    Rule(
        "score.on_dataset",
        "score",
        PERCENT | DECIMAL | frozenset({"score"}),
        after="(?: ON | IN ) DET? (?: WORD | ADVERB | TASK | SETTING | NAME ){0,3} DATASET",
    ),
    Rule("score.in_metric", "score", ANY_SHARE, after="(?: IN | OF | ON ) (?: DET | OWN | TASK ){0,2} METRIC"),
    Rule(
        "score.to",
        "score",
        PERCENT,
        before=f"(?: RAISE | LOWER ) (?: (?! QUANTITY | SEMICOLON ) ANY ){{0,14}} TO {SKIP}",
        decides=("It drops to 10%.",),
    ),
    Rule(
        "score.at_rate",
        "score",
        PERCENT,
        before="(?: IN | WITH ) DET ADVERB?",
        after=f"MEASURE {_ENDS}",
        decides=("These images mislead GPT-4o at a 66.5% rate.",),
    ),
    Rule("score.dataset_colon", "score", PERCENT | frozenset({"score"}), before="DATASET (?: HOST | WORD )? COLON"),
    Rule(
        "score.compared_after",
        "score",
        ANY_SHARE,
        before="METRIC (?: WORD | OF | IS | COLON ){0,3} QUANTITY (?: METRIC | IN | ON | WITH | SETTING | DATASET | HOST | SPLIT ){0,4} COMMA? THAN (?: ADVERB | DET ){0,2}",
        decides=("It has a WER of 0.95, compared with 0.82 before.",),
    ),
    Rule(
        "score.compared",
        "score",
        PERCENT | DECIMAL,
        before="QUANTITY (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){0,10} (?: THAN | VERSUS ) (?: ADVERB | DET ){0,2}",
        decides=("It answers 65.2% of the questions against 46.2% for the other.",),
    ),
    Rule("score.versus", "score", PERCENT, after="VERSUS (?: ADVERB | DET ){0,2} QUANTITY"),
    Rule("score.unit", "score", frozenset({"score"}), before="METRIC (?: (?! SEMICOLON ) ANY ){0,20}"),
)

# The last resort: where a metric was named, a percentage or decimal that nothing else explains is a score.
LAST_SCORES = (
    Rule(
        "score.in_measuring",
        "score",
        PERCENT | DECIMAL,
        before="METRIC (?: (?! SEMICOLON ) ANY ){0,40} (?<! IN | IN DET | WORD IS )",
        after="(?! OF | STUFF | HYPERPARAMETER | WORD | NAME | MEASURE | COST | EXPENSE | OPEN ADVERB? QUANTITY )",
        decides=("The error rate differs: experts are wrong in 12.1%, novices, by comparison, 30.4%.",),
    ),
    Rule(
        "score.beside_name",
        "score",
        PERCENT | DECIMAL,
        before="(?: SYSTEM | NAME | MODEL | RIVAL GENERIC? ) OPEN",
        after="(?: SLASH QUANTITY )? CLOSE",
        decides=("Most answers of FooThought (27%) are empty.",),
    ),
    Rule(
        "score.behind_name",
        "score",
        PERCENT,
        before="(?: SYSTEM | NAME | MODEL | RIVAL )",
        after="(?! OF | STUFF | HYPERPARAMETER | NAME | MEASURE | COST | EXPENSE )",
        decides=("They disagree: FooNet 86.6% male, BarNet more.",),
    ),
)
