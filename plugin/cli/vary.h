// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a sweep varies: the words after --vary.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

/// An option of the command, without its dashes, and the values to try, as one would type them.
struct Variation {
  std::string name;
  std::vector<std::string> values;
};

/// Reads "NAME=VALUES", where VALUES are parted by commas and each is
///
///   a value             gram, 0.5, painting.jpg
///   LOWEST..HIGHEST*F   a range of numbers by a factor above 1: 1e-4..1e-2*10 is 0.0001, 0.001, 0.01
///   LOWEST..HIGHEST+S   a range of numbers by a step above 0: 0..1+0.25 is 0, 0.25, 0.5, 0.75, 1
///
/// A style whose file has commas in its name is taken as a whole, as are the seeds of a generated one. Throws
/// UsageError.
Variation parse_variation(const std::string& word);

/// `variations` with those of the same name made one, in the order of their first mention. Throws UsageError if a value
/// comes twice.
std::vector<Variation> merged(const std::vector<Variation>& variations);

}  // namespace nst::cli
