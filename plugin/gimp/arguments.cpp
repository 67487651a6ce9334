// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/arguments.h"

#include "core/i18n.h"
#include "core/options.h"
#include "core/presets.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"

#include <format>
#include <string>
#include <string_view>
#include <variant>

namespace nst::gimp {
namespace {

struct AddArgument {
  GimpProcedure* procedure;
  const Option& option;
  Settings defaults;

  void operator()(const Toggle& toggle) const {
    gimp_procedure_add_boolean_argument(procedure, option.name, tr(option.label), tr(option.help),
                                        defaults.*toggle.member, G_PARAM_READWRITE);
  }
  void operator()(const Integer& range) const {
    gimp_procedure_add_int_argument(procedure, option.name, tr(option.label), tr(option.help), range.lowest,
                                    range.highest, defaults.*range.member, G_PARAM_READWRITE);
  }
  void operator()(const Real& range) const {
    gimp_procedure_add_double_argument(procedure, option.name, tr(option.label), tr(option.help), range.lowest,
                                       range.highest, defaults.*range.member, G_PARAM_READWRITE);
  }
  // Not GIMP's own choice argument: it drops an unknown value before the procedure is called, and the caller, who
  // mistyped a name, would get another picture instead of an error.
  void operator()(const Choice& choice) const {
    std::string help = tr(option.help);
    for (const Choice::Entry& entry : choice.entries) {
      help += std::format("\n{}: {}", entry.name, tr(entry.help));
    }
    gimp_procedure_add_string_argument(procedure, option.name, tr(option.label), help.c_str(),
                                       text(option, defaults).c_str(), G_PARAM_READWRITE);
  }
  void operator()(const Text&) const {
    gimp_procedure_add_string_argument(procedure, option.name, tr(option.label), tr(option.help),
                                       text(option, defaults).c_str(), G_PARAM_READWRITE);
  }
  void operator()(const File&) const { add_file_argument(procedure, option.name, tr(option.label), tr(option.help)); }
};

struct ReadArgument {
  GimpProcedureConfig* config;
  const Option& option;
  Settings& settings;

  template <typename T>
  T value() const {
    T value{};
    g_object_get(config, option.name, &value, nullptr);
    return value;
  }
  void operator()(const Toggle& toggle) const { settings.*toggle.member = value<gboolean>() != FALSE; }
  void operator()(const Integer& range) const { settings.*range.member = value<int>(); }
  void operator()(const Real& range) const { settings.*range.member = value<double>(); }
  void operator()(const Choice&) const { assign(option, settings, take_string(value<char*>())); }
  void operator()(const Text&) const { assign(option, settings, take_string(value<char*>())); }
  void operator()(const File& file) const { settings.*file.member = path_argument(config, option.name); }
};

struct WriteArgument {
  GimpProcedureConfig* config;
  const Option& option;
  const Settings& settings;

  void operator()(const Toggle& toggle) const {
    g_object_set(config, option.name, static_cast<gboolean>(settings.*toggle.member), nullptr);
  }
  void operator()(const Integer& range) const { g_object_set(config, option.name, settings.*range.member, nullptr); }
  void operator()(const Real& range) const { g_object_set(config, option.name, settings.*range.member, nullptr); }
  void operator()(const Choice&) const { write_text(); }
  void operator()(const Text&) const { write_text(); }
  void operator()(const File& file) const {
    const std::string& path = settings.*file.member;
    const GObjectPtr<GFile> object(path.empty() ? nullptr : g_file_new_for_path(path.c_str()));
    g_object_set(config, option.name, object.get(), nullptr);
  }
  void write_text() const { g_object_set(config, option.name, text(option, settings).c_str(), nullptr); }
};

constexpr const char* preset_argument = "preset";

/// `chosen` over the preset that `config` names. A procedure's caller gives all arguments, so that only those that
/// differ from their defaults tell what was wanted.
Settings over_preset(GimpProcedureConfig* config, const Settings& chosen) {
  const std::string preset = text_argument(config, preset_argument);
  if (preset.empty()) {
    return chosen;
  }
  Settings settings;
  apply(require_preset(preset), settings);
  for (const Option& option : options()) {
    if (text(option, chosen) != text(option, Settings())) {
      assign(option, settings, text(option, chosen));
    }
  }
  return settings;
}

}  // namespace

void add_preset_argument(GimpProcedure* procedure) {
  std::string help = tr("Settings that belong together; arguments that are not at their defaults win");
  for (const Preset& preset : presets()) {
    help += std::format("\n{}: {}", preset.name, tr(preset.help));
  }
  gimp_procedure_add_string_argument(procedure, preset_argument, tr("Preset"), help.c_str(), "", G_PARAM_READWRITE);
}

void add_option_arguments(GimpProcedure* procedure) {
  for (const Option& option : options()) {
    std::visit(AddArgument{procedure, option, {}}, option.kind);
  }
}

void add_file_argument(GimpProcedure* procedure, const char* name, const char* label, const char* help) {
  gimp_procedure_add_file_argument(procedure, name, label, help, GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, nullptr,
                                   G_PARAM_READWRITE);
}

Settings settings_from(GimpProcedureConfig* config) {
  Settings settings;
  try {
    for (const Option& option : options()) {
      std::visit(ReadArgument{config, option, settings}, option.kind);
    }
    settings = over_preset(config, settings);
    validate(settings);
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
  return settings;
}

void write_settings(GimpProcedureConfig* config, const Settings& settings) {
  g_object_set(config, preset_argument, "", nullptr);
  for (const Option& option : options()) {
    std::visit(WriteArgument{config, option, settings}, option.kind);
  }
}

void choose_preset(GimpProcedureConfig* config, const char* preset) {
  Settings settings;
  for (const Option& option : options()) {
    const std::string_view name(option.name);
    if (option.group == Group::machine || name == "seed" || name == "quality") {
      std::visit(ReadArgument{config, option, settings}, option.kind);
    }
  }
  apply(require_preset(preset), settings);
  write_settings(config, settings);
}

std::string path_argument(GimpProcedureConfig* config, const char* name) {
  GFile* file = nullptr;
  g_object_get(config, name, &file, nullptr);
  const GObjectPtr<GFile> owner(file);
  if (file == nullptr) {
    return {};
  }
  const std::string path = take_string(g_file_get_path(file));
  if (path.empty()) {
    throw CallingError(tr("The option “{}” takes a file on this computer.", name));
  }
  return path;
}

std::string text_argument(GimpProcedureConfig* config, const char* name) {
  char* text = nullptr;
  g_object_get(config, name, &text, nullptr);
  return take_string(text);
}

}  // namespace nst::gimp
