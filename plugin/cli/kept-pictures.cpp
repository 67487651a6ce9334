// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/kept-pictures.h"

#include "plugin/cli/report.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace nst::cli {
namespace {

constexpr std::size_t longest_stem = 180;  // file systems take 255 bytes

std::string stem(const SweepArguments& sweep, const Trial& trial) {
  std::string stem;
  for (std::size_t i = 0; i < trial.values.size(); ++i) {
    stem += (i == 0 ? "" : "_") + sweep.variations[i].name + "-" + trial.values[i];
  }
  std::ranges::replace_if(
      stem, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '_' && c != '-'; }, '-');
  return stem.substr(0, longest_stem);
}

}  // namespace

std::vector<std::filesystem::path> kept_files(const SweepArguments& sweep) {
  if (sweep.keep.empty()) {
    return std::vector<std::filesystem::path>(sweep.trials.size());
  }
  std::vector<std::filesystem::path> files;
  std::set<std::string> taken;
  for (const Trial& trial : sweep.trials) {
    const std::string wanted = stem(sweep, trial);
    std::string name = wanted;
    for (int i = 2; !taken.insert(name).second; ++i) {
      name = wanted + "-" + std::to_string(i);
    }
    files.push_back(sweep.keep / (name + ".png"));
  }
  return files;
}

std::optional<Kept> find_kept(const std::filesystem::path& file, const Arguments& arguments, const Plan& plan) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return std::nullopt;
  }
  try {
    const auto outcome = outcome_in(read_note(file), arguments, plan);
    return outcome ? std::optional(Kept{read_picture(file), *outcome}) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // damaged: as good as missing
  }
}

}  // namespace nst::cli
