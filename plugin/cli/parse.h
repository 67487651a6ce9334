// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every call's words go through: CLI11, with its exceptions turned into the program's own.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace nst::cli {

/// Has `app` read the words. Gives the text to print in place of doing anything, where help or the version was asked
/// for. Throws UsageError for all that it cannot make sense of; `unknown` is the sentence for a word that nothing
/// takes, with {} in the word's place.
std::optional<std::string> parse_words(CLI::App& app, const std::vector<std::string>& words, const char* unknown);

}  // namespace nst::cli
