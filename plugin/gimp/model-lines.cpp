// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/model-lines.h"

#include "core/i18n.h"

namespace nst::gimp {
namespace {

const char* purpose(const std::string& id) {
  switch (model_kind(id).value_or(ModelKind::encoder)) {
    case ModelKind::encoder:
      return tr("Looks at pictures");
    case ModelKind::generator:
      return tr("Generates styles");
    case ModelKind::upscaler:
      return tr("Enlarges generated styles");
    case ModelKind::decoder:
      return tr("Paints drafts");
    case ModelKind::style:
      return tr("A trained style");
  }
  return "";
}

std::string facts(const InstalledModel& model, bool used) {
  const char* whose = model.own ? tr("your own") : tr("comes with Neural Style");
  // TRANSLATORS: what a model is for, its size, whose it is: "Generates styles · 3.6 MB · your own".
  std::string text = tr("{} · {} · {}", purpose(model.entry.id), size_text(model.entry.bytes), whose);
  return used ? text + " · " + tr("in use") : text;
}

std::vector<std::string> details(const InstalledModel& model) {
  std::vector<std::string> lines;
  if (const std::string source = metadata_of(model.entry, "source"); !source.empty()) {
    lines.push_back(tr("Imported from {}", source));
  } else if (!model.license.empty()) {
    lines.push_back(tr("License: {}", model.license));
  }
  lines.push_back(model.entry.weights.parent_path().string());
  return lines;
}

std::vector<ui::ModelButton> buttons(const InstalledModel& model, bool used, const ModelActions& actions) {
  std::vector<ui::ModelButton> list;
  const std::string title = title_of(model);
  if (actions.use && !used && model.entry.problem.empty() && model_kind(model.entry.id) == ModelKind::encoder) {
    list.push_back({tr("_Use"), tr("Use {}", title),
                    tr("Lets this network look at the pictures from now on, in place of the one in use"),
                    [=] { actions.use(model); }});
  }
  if (model.own) {
    list.push_back({tr("_Remove…"), tr("Remove {}", title), tr("Deletes this model from your folder"),
                    [=] { actions.remove(model); }});
  }
  return list;
}

std::string host_of(const std::string& address) {
  const std::size_t start = address.find("://");
  return start == std::string::npos ? address : address.substr(start + 3, address.find('/', start + 3) - start - 3);
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  constexpr double megabyte = 1e6;
  constexpr double exact_below = 10;  // MB
  const double size = static_cast<double>(bytes) / megabyte;
  return tr("{} MB", number_text(size, size < exact_below ? 1 : 0));
}

std::string title_of(const InstalledModel& model) { return metadata_of(model.entry, "name", model.entry.id); }

std::vector<ui::ModelLine> installed_lines(const std::vector<InstalledModel>& models,
                                           const std::filesystem::path& encoder, const ModelActions& actions) {
  std::vector<ui::ModelLine> lines;
  for (const InstalledModel& model : models) {
    const bool used = model.entry.weights == encoder;
    lines.push_back({.title = title_of(model),
                     .facts = facts(model, used),
                     .details = details(model),
                     .problem = model.entry.problem,
                     .buttons = buttons(model, used, actions)});
  }
  return lines;
}

std::vector<ui::ModelLine> offered_lines(const std::vector<Offer>& offers, const ModelActions& actions) {
  std::vector<ui::ModelLine> lines;
  for (const auto& [source, here] : offers) {
    // TRANSLATORS: what a model is for, its size, the server: "Looks at pictures · 575 MB from download.pytorch.org".
    ui::ModelLine line{
        .title = source.title,
        .facts = tr("{} · {} from {}", purpose(source.id), size_text(source.bytes), host_of(source.address)),
        .details = {tr("The classic network, by {}. It takes several times the time and memory.", source.rights)},
        .problem = {},
        .buttons = {{tr("Do_wnload…"), tr("Download {}", source.title),
                     tr("Asks first, then downloads this network and makes a model of it"),
                     [source, download = actions.download] { download(source); }}}};
    if (here > 0) {
      line.details.push_back(tr("{} of it are here already; the download goes on from there.", size_text(here)));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace nst::gimp
