/* Handing the two jobs of a sharded sweep to sbatch. */
#ifndef DEMARCHE_CLI_SLURM_SUBMIT_H
#define DEMARCHE_CLI_SLURM_SUBMIT_H

#include "base/text.h"
#include "host/slurm_script.h"

/* Absolute paths of the scripts; the texts are freed by who made them. */
struct slurm_scripts {
  struct text array, merge;
};

/* Submits the array, then the merge with `--dependency=afterok:ARRAY`, and prints both job numbers
 * with the commands to watch and to stop them. Returns the exit status: that of ERR_OUTPUT when
 * sbatch is missing or does not take a job. An array that was taken before the merge was refused
 * stays submitted; the message then says what to type. */
int slurm_submit(const struct slurm_scripts *scripts, const struct slurm_plan *plan);

#endif
