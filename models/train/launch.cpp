// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/launch.h"

#include "core/error.h"

#include <array>
#include <charconv>
#include <format>
#include <optional>
#include <string_view>

namespace nst::train {
namespace {

struct Launcher {
  const char* index;
  const char* count;
  const char* local;
  bool index_alone = false;  // the index may be there without the count: nobody has started any others then
};

// SLURM_NTASKS, and with it an index, is there in a script of sbatch, too, which runs once.
constexpr std::array launchers{
    Launcher{.index = "RANK", .count = "WORLD_SIZE", .local = "LOCAL_RANK"},  // torchrun
    Launcher{.index = "OMPI_COMM_WORLD_RANK",                                 // mpirun of Open MPI
             .count = "OMPI_COMM_WORLD_SIZE",
             .local = "OMPI_COMM_WORLD_LOCAL_RANK"},
    Launcher{.index = "PMI_RANK", .count = "PMI_SIZE", .local = "MPI_LOCALRANKID"},  // of MPICH and Intel
    Launcher{.index = "SLURM_PROCID", .count = "SLURM_STEP_NUM_TASKS", .local = "SLURM_LOCALID", .index_alone = true},
};
constexpr int most_processes = 4096;

class Environment {
 public:
  explicit Environment(const std::function<const char*(const char*)>& variable) : variable_(variable) {}

  std::optional<std::string> text(const char* name) const {
    const char* value = variable_(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
  }

  /// A whole number in [least, most], or nothing. Throws Error if it is something else.
  std::optional<int> number(const char* name, int least, int most) const {
    const std::optional<std::string> value = text(name);
    if (!value) {
      return std::nullopt;
    }
    int number = 0;
    const char* end = value->data() + value->size();
    const auto [rest, failure] = std::from_chars(value->data(), end, number);
    if (failure != std::errc() || rest != end || number < least || number > most) {
      throw Error(std::format("{}=“{}” in the environment is no number from {} to {}. Let the launcher set it.", name,
                              *value, least, most));
    }
    return number;
  }

 private:
  const std::function<const char*(const char*)>& variable_;
};

}  // namespace

Place place_of_process(const std::function<const char*(const char*)>& variable) {
  const Environment environment(variable);
  Place place;
  for (const Launcher& launcher : launchers) {
    const std::optional<int> count = environment.number(launcher.count, 1, most_processes);
    const std::optional<int> index = environment.number(launcher.index, 0, count.value_or(most_processes) - 1);
    if ((!index && !count) || (launcher.index_alone && !count)) {
      continue;
    }
    if (!index || !count) {
      throw Error(std::format("The environment says {} and not {}. Set both or none.",
                              index ? launcher.index : launcher.count, index ? launcher.count : launcher.index));
    }
    place.index = *index;
    place.count = *count;
    place.local = environment.number(launcher.local, 0, most_processes - 1).value_or(*index);
    break;
  }
  place.address = environment.text("MASTER_ADDR").value_or(place.address);
  place.port = environment.number("MASTER_PORT", 1, 65535).value_or(place.port);
  place.hosted = environment.text("TORCHELASTIC_USE_AGENT_STORE") == "True";
  return place;
}

}  // namespace nst::train
