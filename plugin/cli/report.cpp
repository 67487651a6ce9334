// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/report.h"

#include "core/options.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace nst::cli {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr auto replace_bad_utf8 = Json::error_handler_t::replace;  // names of files need not be UTF-8

enum class Names { as_given, without_folders };

Json name(const fs::path& file, Names names) {
  if (file.empty()) {
    return nullptr;
  }
  return (names == Names::as_given ? file : file.filename()).string();
}

/// The value of an option with its own type.
struct Value {
  const Settings& settings;
  const Option& option;
  Names names;

  Json operator()(const Toggle& toggle) const { return settings.*toggle.member; }
  Json operator()(const Integer& range) const { return settings.*range.member; }
  Json operator()(const Real& range) const { return settings.*range.member; }
  Json operator()(const Text& word) const { return settings.*word.member; }
  Json operator()(const File& file) const { return name(settings.*file.member, names); }
  Json operator()(const Choice&) const { return text(option, settings); }
};

Json generated(const GeneratedStyle& style, const Plan& plan) {
  const auto planned = plan.generators.find(style.model);
  const GeneratorFiles files = planned == plan.generators.end() ? GeneratorFiles() : planned->second;
  return {{"model", style.model},
          {"seeds", seeds_text(style.swatches)},
          {"sha256", files.sha256},
          {"upscaler", files.upscaler_sha256.empty() ? Json(nullptr) : Json(files.upscaler_sha256)}};
}

Json styles(const std::vector<StyleArgument>& styles, const Plan& plan, Names names) {
  Json json = Json::array();
  for (const StyleArgument& style : styles) {
    Json& entry = json.emplace_back();
    if (style.generated) {
      entry["generated"] = generated(*style.generated, plan);
    } else if (!style.trained.empty()) {
      entry["trained"] = style.trained;
    } else {
      entry["file"] = name(style.file, names);
    }
    entry["weight"] = style.weight;
    entry["mask"] = name(style.mask, names);
  }
  return json;
}

/// What was asked for.
Json request(const Arguments& arguments, const Plan& plan, Names names) {
  Json json{{"program", "neural-style"}, {"version", NEURAL_STYLE_VERSION}};
  json["content"] = name(arguments.content, names);
  for (const RegionArgument& region : arguments.regions) {
    json["regions"].push_back({{"mask", name(region.mask, names)},
                               {"strength", region.strength},
                               {"protect", region.content_weight},
                               {"keep", region.keep},
                               {"styles", styles(region.styles, plan, names)}});
  }
  json["detail"] = name(arguments.detail, names);
  json["mask"] = name(arguments.mask, names);
  json["width"] = plan.size.width;
  json["height"] = plan.size.height;
  json["steadiness"] = arguments.steadiness ? Json(*arguments.steadiness) : Json(nullptr);
  for (const Option& option : options()) {
    json["settings"][option.name] = std::visit(Value{arguments.settings, option, names}, option.kind);
  }
  return json;
}

/// A number, or null for what JSON has no number for.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json complete(const Arguments& arguments, const Plan& plan, const Outcome& outcome, Names names) {
  Json json = request(arguments, plan, names);
  json["steps"] = outcome.steps;
  json["losses"] = {{"content", number(outcome.losses.content)},
                    {"style", number(outcome.losses.style)},
                    {"variation", number(outcome.losses.variation)}};
  return json;
}

double number_in(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::string report(const Arguments& arguments, const Plan& plan, const Outcome& outcome) {
  constexpr int indent = 2;
  Json json = complete(arguments, plan, outcome, Names::as_given);
  json["stopped"] = outcome.stopped;
  json["seconds"] = outcome.seconds;
  return json.dump(indent, ' ', /*ensure_ascii=*/false, replace_bad_utf8) + "\n";
}

std::string note(const Arguments& arguments, const Plan& plan, const Outcome& outcome) {
  return complete(arguments, plan, outcome, Names::without_folders)
      .dump(-1, ' ', /*ensure_ascii=*/true, replace_bad_utf8);
}

std::optional<Outcome> outcome_in(const std::string& note, const Arguments& arguments, const Plan& plan) {
  using Unordered = nlohmann::json;  // another program may have written the note anew
  const Unordered said = Unordered::parse(note, nullptr, /*allow_exceptions=*/false);
  // By way of a text, as what is said came: bad UTF-8 is replaced in both.
  const Unordered asked = Unordered::parse(nst::cli::note(arguments, plan, {}));
  if (!said.is_object()) {
    return std::nullopt;
  }
  for (const auto& [key, value] : asked.items()) {
    const bool result = key == "steps" || key == "losses";
    if (!result && (!said.contains(key) || said[key] != value)) {
      return std::nullopt;
    }
  }
  const Unordered losses = said.value("losses", Unordered::object());
  Outcome outcome{.losses = {.content = number_in(losses, "content"),
                             .style = number_in(losses, "style"),
                             .variation = number_in(losses, "variation")}};
  outcome.steps = said.value("steps", Unordered(0)).is_number_integer() ? said.value("steps", 0) : 0;
  return outcome;
}

}  // namespace nst::cli
