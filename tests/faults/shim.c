/* Counts what this process does to files below one folder, and makes the n-th such call fail or the process die.
 *
 *   cc -shared -fPIC -O1 -o shim.so shim.c -ldl        LD_PRELOAD=shim.so python …
 *
 * The process itself says when to begin: shim_arm(folder, at, kill). Calls to the network are counted from the start.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[4096];
static volatile long calls, at, network;
static volatile int deadly;

void shim_arm(const char *below, long number, int kill_it) {
    snprintf(folder, sizeof folder, "%s", below);
    calls = 0, at = number, deadly = kill_it;
}
long shim_calls(void) { return calls; }
long shim_network(void) { return network; }

static int is_ours(const char *path) { return *folder && strncmp(path, folder, strlen(folder)) == 0; }

/* Whether this call is to fail. From the n-th on all do: a full disk stays full. */
static int fails(const char *path) {
    if (!is_ours(path)) return 0;
    long now = __sync_add_and_fetch(&calls, 1);
    if (!at || now < at) return 0;
    if (deadly) kill(getpid(), SIGKILL);
    errno = ENOSPC;
    return 1;
}

static int fails_at(int fd) {
    char link[64], path[4096];
    if (!*folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return fails(path);
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *b, size_t n) { REAL(ssize_t, "write", int, const void *, size_t); return fails_at(fd) ? -1 : real(fd, b, n); }
ssize_t writev(int fd, const struct iovec *v, int n) { REAL(ssize_t, "writev", int, const struct iovec *, int); return fails_at(fd) ? -1 : real(fd, v, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { REAL(ssize_t, "pwrite", int, const void *, size_t, off_t); return fails_at(fd) ? -1 : real(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) { REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t); return fails_at(fd) ? -1 : real(fd, b, n, o); }
int fsync(int fd) { REAL(int, "fsync", int); return fails_at(fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return fails_at(fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t n) { REAL(int, "ftruncate", int, off_t); return fails_at(fd) ? -1 : real(fd, n); }
int ftruncate64(int fd, off_t n) { REAL(int, "ftruncate64", int, off_t); return fails_at(fd) ? -1 : real(fd, n); }
int rename(const char *a, const char *b) { REAL(int, "rename", const char *, const char *); return fails(b) ? -1 : real(a, b); }
int renameat2(int x, const char *a, int y, const char *b, unsigned f) { REAL(int, "renameat2", int, const char *, int, const char *, unsigned); return fails(b) ? -1 : real(x, a, y, b, f); }
int mkdir(const char *a, mode_t m) { REAL(int, "mkdir", const char *, mode_t); return fails(a) ? -1 : real(a, m); }

int connect(int fd, const struct sockaddr *to, socklen_t n) {
    REAL(int, "connect", int, const struct sockaddr *, socklen_t);
    if (to && (to->sa_family == AF_INET || to->sa_family == AF_INET6)) __sync_add_and_fetch(&network, 1);
    return real(fd, to, n);
}
