/*
 * The functions of libc that nethook calls, with FreeBSD's ABI, for a machine that is not FreeBSD. The kernel behind them
 * knows the interfaces of a recording and refuses most things, as FreeBSD would and in FreeBSD's numbers.
 *
 *     cc -shared -fPIC -o libkernel.so kernel.c
 *     NETHOOK_JAVA_OPTS="-Dnethook.platform=freebsd -Dnethook.libc=$PWD/libkernel.so" nethook netif list
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

/* errno of FreeBSD, sys/errno.h */
enum { NOENT = 2, NXIO = 6, BADF = 9, NOMEM = 12, INVAL = 22, NOTTY = 25, AGAIN = 35, AFNOSUPPORT = 47, ADDRNOTAVAIL = 49,
       NETUNREACH = 51 };

enum { FIRST_FD = 1000, INET = 2, ROUTE = 17, CLOEXEC = 0x10000000 };

/* struct ifreq of FreeBSD: 32 bytes, the flags in two halves */
struct ifreq {
    char name[16];
    uint16_t flags;
    uint16_t flagshigh;
    char rest[12];
};

#define SIOCGIFFLAGS 0xc0206911UL
#define SIOCSIFFLAGS 0x80206910UL
#define SIOCDIFADDR 0x80206919UL
#define SIOCGLAGG 0xc020698fUL

static const unsigned char interfaces[] = {
#include "iflist.inc"
};

static uint32_t hn0_flags = 0x8843;
static int open_fds;

/* What jffi reads after each call: errno of the libc that the JVM runs on, with FreeBSD's number in it. */
static int refuse(int number) {
    errno = number;
    return -1;
}

int socket(int domain, int type, int protocol) {
    (void)protocol;
    if ((domain != INET && domain != ROUTE) || !(type & CLOEXEC))
        return refuse(AFNOSUPPORT);
    return FIRST_FD + open_fds++;
}

int close(int fd) {
    return fd < FIRST_FD ? refuse(BADF) : 0;
}

int ioctl(int fd, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    struct ifreq *ifr = va_arg(arguments, struct ifreq *);
    va_end(arguments);
    if (fd < FIRST_FD)
        return refuse(BADF);
    switch (request) {
    case SIOCGIFFLAGS:
    case SIOCSIFFLAGS:
        if (strncmp(ifr->name, "hn0", sizeof ifr->name) != 0)
            return refuse(NXIO);
        if (request == SIOCSIFFLAGS)
            hn0_flags = ifr->flags | (uint32_t)ifr->flagshigh << 16;
        ifr->flags = (uint16_t)hn0_flags;
        ifr->flagshigh = (uint16_t)(hn0_flags >> 16);
        return 0;
    case SIOCDIFADDR:
        return refuse(ADDRNOTAVAIL);
    case SIOCGLAGG:
        return refuse(INVAL);
    default:
        return refuse(NOTTY);
    }
}

ssize_t read(int fd, void *buffer, size_t length) {
    (void)buffer;
    (void)length;
    return refuse(fd < FIRST_FD ? BADF : AGAIN);
}

ssize_t write(int fd, const void *buffer, size_t length) {
    (void)buffer;
    (void)length;
    return refuse(fd < FIRST_FD ? BADF : NETUNREACH);
}

static int answer(const void *value, size_t length, void *old, size_t *old_length) {
    size_t space = *old_length;
    *old_length = length;
    if (old == NULL)
        return 0;
    if (space < length)
        return refuse(NOMEM);
    memcpy(old, value, length);
    return 0;
}

int sysctl(const int *name, unsigned count, void *old, size_t *old_length, const void *fresh, size_t fresh_length) {
    static const int osrelease[] = {1, 2};
    if (count == 2 && name[0] == 0 && name[1] == 3) /* from the name to its numbers */
        return fresh_length >= 14 && memcmp(fresh, "kern.osrelease", 14) == 0
                   ? answer(osrelease, sizeof osrelease, old, old_length)
                   : refuse(NOENT);
    if (count == 2 && name[0] == 1 && name[1] == 2)
        return answer("14.0-FOREIGN", 13, old, old_length);
    if (count == 6 && name[0] == 4 && name[1] == ROUTE && name[4] == 5) /* NET_RT_IFLISTL */
        return answer(interfaces, sizeof interfaces, old, old_length);
    return refuse(NOENT);
}
