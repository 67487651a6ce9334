// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep-results.h"

#include "core/i18n.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <ranges>

namespace nst::cli {
namespace {

constexpr std::size_t longest_line = 8;  // cells, where no table decides

/// "strength 0.5"; of files only the name.
std::string label(const Variation& variation, const std::string& value) {
  const bool is_file = variation.name == "style" || variation.name == "encoder";
  return variation.name + " " + (is_file ? std::filesystem::path(value).filename().string() : value);
}

std::string labels(const SweepArguments& sweep, const TrialResult& result) {
  std::string text;
  for (std::size_t i = 0; i < result.values.size(); ++i) {
    text += (i == 0 ? "" : ", ") + label(sweep.variations[i], result.values[i]);
  }
  return text;
}

std::string losses(const TrialResult& result) {
  if (!result.error.empty()) {
    return {};
  }
  const auto short_text = [](double value) { return std::format("{:.4g}", value); };
  const Losses& losses = result.outcome.losses;
  return "\n" + tr("content loss {}\nstyle loss {}\nvariation {}", short_text(losses.content), short_text(losses.style),
                   short_text(losses.variation));
}

std::vector<std::string> headings(const Variation& variation) {
  std::vector<std::string> headings;
  for (const std::string& value : variation.values) {
    headings.push_back(label(variation, value));
  }
  return headings;
}

/// Cells in a line where no table decides: all values of the last variations together, as many as fit, so that what
/// changes from line to line is what changes least. If even the last has too many, the sheet becomes a square.
int line_length(const std::vector<Variation>& variations, std::size_t cells) {
  std::size_t length = 1;
  for (const Variation& variation : variations | std::views::reverse) {
    if (length * variation.values.size() > longest_line) {
      break;
    }
    length *= variation.values.size();
  }
  const double side = std::ceil(std::sqrt(static_cast<double>(cells)));
  return static_cast<int>(length > 1 ? length : std::min<std::size_t>(longest_line, static_cast<std::size_t>(side)));
}

void lay_out(const std::vector<Variation>& variations, std::size_t cells, ContactSheet& sheet) {
  const std::vector<std::string>& last = variations.back().values;
  if (variations.size() > 2 || (variations.size() == 1 && last.size() > longest_line)) {
    sheet.columns = line_length(variations, cells);
    return;
  }
  sheet.columns = static_cast<int>(last.size());
  sheet.column_headings = headings(variations.back());
  if (variations.size() == 2) {
    sheet.row_headings = headings(variations.front());
  }
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  }
  return quoted + "\"";
}

std::string number(double value) { return std::isfinite(value) ? std::format("{:.9g}", value) : ""; }

std::string line(const std::vector<std::string>& fields) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    text += (i == 0 ? "" : ",") + quoted(fields[i]);
  }
  return text + "\r\n";
}

std::vector<std::string> fields(const TrialResult& result) {
  std::vector<std::string> fields = result.values;
  const Outcome& outcome = result.outcome;
  const bool known = result.error.empty();
  for (const double loss : {outcome.losses.content, outcome.losses.style, outcome.losses.variation}) {
    fields.push_back(known ? number(loss) : "");
  }
  fields.push_back(known ? std::to_string(outcome.steps) : "");
  fields.push_back(outcome.seconds > 0 ? std::format("{:.2f}", outcome.seconds) : "");  // of a kept one it is not known
  fields.push_back(result.file.string());
  fields.push_back(result.error);
  return fields;
}

}  // namespace

ContactSheet sheet_of(const SweepArguments& sweep, const std::vector<SheetCell>& originals,
                      const std::vector<TrialResult>& results) {
  ContactSheet sheet{.originals = originals, .cell = sweep.cell};
  lay_out(sweep.variations, results.size(), sheet);
  for (const TrialResult& result : results) {
    sheet.cells.push_back(
        {.picture = result.picture, .caption = labels(sweep, result) + losses(result), .message = result.error});
  }
  return sheet;
}

std::string table_of(const SweepArguments& sweep, const std::vector<TrialResult>& results) {
  std::vector<std::string> head;
  for (const Variation& variation : sweep.variations) {
    head.push_back(variation.name);
  }
  for (const char* name : {"content loss", "style loss", "variation", "steps", "seconds", "file", "error"}) {
    head.emplace_back(name);
  }
  std::string table = line(head);
  for (const TrialResult& result : results) {
    table += line(fields(result));
  }
  return table;
}

}  // namespace nst::cli
