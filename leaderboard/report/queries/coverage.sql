-- The benchmarks that occur, and how much the texts leave unsaid about them; shares run from 0 to 1.
SELECT dataset, papers, results, ranked, boards, split_unsaid, setting_unsaid, model_unsaid, mean_confidence
FROM coverage
ORDER BY results DESC, dataset
