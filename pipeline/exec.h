/* SPDX-License-Identifier: MIT */
/* A stage from outside: any program that reads JSONL lines and writes a line for each. `exec:COMMAND` in
 * the list of stages; sh runs the command, one for each worker, as long as it lives. */
#ifndef IBER_EXEC_H
#define IBER_EXEC_H

#include "stage.h"

extern const struct stage stage_exec;

/* The command of the stage, to be set between its options and its setup(). Must outlive the state. */
void exec_command(void *state, struct str command);

#endif
