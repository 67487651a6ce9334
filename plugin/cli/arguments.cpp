// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/arguments.h"

#include "core/i18n.h"
#include "plugin/cli/painting-options.h"
#include "plugin/cli/parse.h"

#include <CLI/CLI.hpp>

#include <utility>

namespace nst::cli {
namespace {

std::string footer() {
  return tr(
      "Examples:\n"
      "  neural-style --content photo.jpg --style painting.jpg --output painted.png\n"
      "  neural-style --content photo.jpg --style a.png:2 --style b.png --output painted.png --size 1024\n"
      "  neural-style --content photo.jpg --style a.png --mask sky.png --output painted.tif --strength 2\n"
      "  neural-style --content photo.jpg --style generated:dcgan-abstract:7,12,19 --output painted.png\n"
      "  neural-style --content photo.jpg --region sky.png --style a.png --region house.png --style b.png \\\n"
      "    --protect 3 --region faces.png --keep --output painted.png\n"
      "\n"
      "Pictures are read from PNG, JPEG, TIFF, WebP, GIF and HEIF files, and written as PNG, TIFF, JPEG or WebP\n"
      "by the name's ending. The progress is shown where stderr is a terminal; otherwise nothing is printed but\n"
      "errors.\n"
      "\n"
      "The order of options matters here alone: --style-mask belongs to the --style before it; a --style,\n"
      "--region-strength, --protect and --keep to the --region before them. What no region covers is kept; where\n"
      "all regions are kept, the rest is painted.\n"
      "\n"
      "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C). The output is written\n"
      "whole or not at all. With --keep-stopped true, Ctrl-C writes the picture as far as it has come, and the\n"
      "status is 0. With --state-file FILE, the same call goes on after any end, even that of the computer.\n"
      "\n"
      "A style may be generated, too: generated:MODEL:SEEDS is the mean of the swatches with these seeds, such as\n"
      "7,12,19 or 0-7; 7*2 counts double, 12~3 is a variation of 12, 3+9 a blend. “neural-style sample --help” tells\n"
      "how to write and to see them.\n"
      "\n"
      "“neural-style models --help” tells how to install and list other encoders.\n"
      "\n"
      "Environment:\n"
      "  NEURAL_STYLE_MODELS   folders of models, separated by colons, searched before all others\n"
      "  XDG_DATA_HOME         the user's data, where neural-style/models is searched next\n"
      "  LANG, LANGUAGE        the language of messages");
}

void declare(CLI::App& app, Arguments& files) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  add_file(app, "--content", files.content, tr("The photograph"));
  add_file(app, "--output", files.output, tr("The file to write"));
  add_file(app, "--report", files.report, tr("A file for what was done, as JSON: settings, pictures, losses, time"));
  add_file(app, "--deltas", files.deltas,
           tr("A picture of the differences between neighbors, before and after: it shows fine noise"));
  app.add_flag("--estimate", files.estimate, tr("Print how long the run would take and how much memory, and exit"));
  app.footer(
      footer() + "\n\n" +
      tr("The result carries its settings as its description. “neural-style sweep --help” tells how to try many\n"
         "settings at once, “neural-style batch --help” how to paint many pictures."));
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

}  // namespace

std::variant<Arguments, std::string> parse(const std::vector<std::string>& words) {
  constexpr const char* help = "neural-style --help";
  CLI::App app(tr("Paints a photograph in the style of other pictures."), "neural-style");
  Arguments files;
  declare(app, files);
  const PaintingOptions painting(app);
  if (auto text = parse_words(app, words, translatable("“{}” is no option. “neural-style --help” shows all."))) {
    return *std::move(text);
  }
  require_option("--content", !files.content.empty(), help);
  Arguments arguments = painting.arguments(help);
  require_option("--output", files.estimate || !files.output.empty(), help);
  arguments.content = files.content;
  arguments.output = files.output;
  arguments.report = files.report;
  arguments.deltas = files.deltas;
  arguments.estimate = files.estimate;
  return arguments;
}

}  // namespace nst::cli
