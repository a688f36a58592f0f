/*
 * Calls the scripts as hv_kvp_daemon(8) does when the host asks for an interface's settings: once for each address, one after the
 * other, by popen(3), into buffers of the daemon's sizes. Where the daemon would write through a null pointer, this says so.
 *
 * caller SCRIPTS IFNAME ADDRESSES: prints dns=..., dhcp=... and ms=..., once; fails when two addresses have different answers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE = 256, DHCP_LINE = 128, ELEMENT = 16, DNS = 2048 };

/* The text of each line and a semicolon, as long as one more address fits. */
static void list(const char *command, char *all)
{
    char line[LINE], *end;
    FILE *answer = popen(command, "r");

    if (answer == NULL)
        exit(71);
    all[0] = '\0';
    while (fgets(line, sizeof(line), answer) != NULL) {
        if (DNS - strlen(all) < ELEMENT + 1)
            break;
        end = strchr(line, '\n');
        if (end == NULL) {
            fprintf(stderr, "the daemon would have crashed: no newline after \"%s\"\n", line);
            exit(1);
        }
        *end = '\0';
        snprintf(all + strlen(all), DNS - strlen(all), "%s;", line);
    }
    pclose(answer);
}

/* 1 or 0; -1 where the daemon leaves what it had. */
static int dhcp(const char *command)
{
    char line[DHCP_LINE];
    int enabled = -1;
    FILE *answer = popen(command, "r");

    if (answer == NULL)
        exit(71);
    if (fgets(line, sizeof(line), answer) != NULL)
        enabled = strncmp(line, "Enabled", 7) == 0;
    pclose(answer);
    return enabled;
}

int main(int argc, char **argv)
{
    char command[512], servers[DNS], before[DNS];
    struct timespec start, end;
    int enabled = -2, i;

    if (argc != 4)
        return 64;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (i = 0; i < atoi(argv[3]); i++) {
        int now;

        snprintf(command, sizeof(command), "sh %s/hv_get_dns_info", argv[1]);
        list(command, servers);
        snprintf(command, sizeof(command), "sh %s/hv_get_dhcp_info %s", argv[1], argv[2]);
        now = dhcp(command);
        if (i > 0 && (now != enabled || strcmp(servers, before) != 0)) {
            fprintf(stderr, "address %d: dhcp=%d dns=%s, but dhcp=%d dns=%s before\n", i, now, servers, enabled, before);
            return 1;
        }
        enabled = now;
        strcpy(before, servers);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("dns=%s\ndhcp=%d\nms=%ld\n", servers, enabled,
        (long)(end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000);
    return 0;
}
