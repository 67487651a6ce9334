// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch-arguments.h"

#include "core/i18n.h"
#include "plugin/cli/painting-options.h"
#include "plugin/cli/parse.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace nst::cli {
namespace {

constexpr int most_at_once = 1024;
constexpr std::array<std::string_view, 6> formats{"png", "tif", "tiff", "jpg", "jpeg", "webp"};

struct Words {
  BatchArguments batch;
  std::vector<std::string> pictures;
  std::optional<std::string> suffix;
  std::optional<double> steadiness;
};

std::string footer() {
  return tr(
      "Each picture is painted as “neural-style --content PICTURE” does with the same options. Of a folder, those\n"
      "files are taken that end as pictures do, without hidden ones, those in --output and results: names with the\n"
      "suffix, or -painted without one. A file that is named is always taken.\n"
      "\n"
      "Examples:\n"
      "  neural-style batch photos --style painting.jpg\n"
      "  neural-style batch photos more/a.jpg --recursive --style painting.jpg --output painted --format jpg\n"
      "  seq 4 | xargs -P 4 -I{} neural-style batch photos --style painting.jpg --at-once 1 --shard {}/4\n"
      "  parallel neural-style batch photos --style painting.jpg --at-once 1 --shard {}/4 ::: 1 2 3 4\n"
      "  neural-style batch frames --style painting.jpg --output painted --steady 1      # 0001.png, 0002.png, …\n"
      "\n"
      "What was painted by the same call is not painted again, so a batch that was stopped goes on when it is called\n"
      "again. The description inside each result tells: the names and sizes of the pictures and all settings have to\n"
      "be the same. A picture that was changed under its name is not noticed; delete its result. A result of other\n"
      "settings is not replaced without --overwrite.\n"
      "\n"
      "A picture that fails is told at once, and the batch goes on.\n"
      "Exit status: 0 all done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C). Each result is written\n"
      "whole or not at all.");
}

void declare_pictures(CLI::App& app, Words& words) {
  app.add_option("pictures", words.pictures, tr("The pictures to paint, and folders of them"))
      ->type_name(tr("PICTURE"));
  app.add_flag("--recursive", words.batch.recursive,
               tr("Take the folders within the folders, too; --output gets the same ones"));
  app.add_option_function<std::string>(
         "--output", [&](const std::string& word) { words.batch.output = word; },
         tr("A folder for the results; without it they lie beside the pictures"))
      ->type_name(tr("FOLDER"));
  app.add_option_function<std::string>(
         "--suffix", [&](const std::string& word) { words.suffix = word; },
         tr("What is added to the names of the results: {} if they lie beside the pictures, else nothing. Write it "
            "with an equals sign: --suffix={}",
            usual_suffix, usual_suffix))
      ->type_name(tr("TEXT"));
  app.add_option_function<std::string>(
         "--format",
         [&](const std::string& word) {
           if (std::ranges::find(formats, word) == formats.end()) {
             throw CLI::ValidationError(tr("--format takes png, tif, jpg or webp, not “{}”.", word));
           }
           words.batch.format = word;
         },
         tr("The format of the results: png, tif, jpg or webp"))
      ->type_name(tr("NAME"))
      ->default_str(words.batch.format);
}

void declare_work(CLI::App& app, Words& words) {
  app.add_flag("--overwrite", words.batch.overwrite,
               tr("Replace results that another call made; those of the same call are kept"));
  app.add_option("--at-once", words.batch.at_once,
                 tr("How many pictures are painted at the same time, each by its share of the processor's cores; 0: "
                    "as many as cores and free memory allow, and one on a graphics card that --device asks for. "
                    "The number of cores has an influence on the strokes' details"))
      ->check(CLI::Range(0, most_at_once).description(""))
      ->type_name(tr("NUMBER"))
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--shard",
         [&](const std::string& word) {
           try {
             words.batch.shard = parse_shard(word);
           } catch (const UsageError& error) {
             throw CLI::ValidationError(error.what());
           }
         },
         tr("Paint a part of the pictures: 3/16 is the third of sixteen parts, which together are all of them"))
      ->type_name(tr("PART/PARTS"));
}

void declare_film(CLI::App& app, Words& words) {
  app.add_option("--steady", words.steadiness,
                 tr("The pictures are the frames of a film, in the order of their names: each is painted from the one "
                    "before it and, where nothing moves, keeps its painting by this share, from 0 to 1"))
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name(tr("AMOUNT"));
}

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  declare_pictures(app, words);
  declare_work(app, words);
  declare_film(app, words);
  app.footer(footer());
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

/// The suffix of the results, which tells them from the pictures where both lie in one folder.
std::string suffix_of(const Words& words) {
  const bool beside = words.batch.output.empty();
  const std::string suffix = words.suffix.value_or(beside ? usual_suffix : "");
  if (suffix.find('/') != std::string::npos) {
    throw UsageError(tr("--suffix is a part of a name, so it takes no “/”. Give the folder by --output."));
  }
  if (beside && suffix.empty()) {
    throw UsageError(tr("Without a suffix, results beside the pictures cannot be told from them. Add --output."));
  }
  return suffix;
}

void require_one_after_the_other(const BatchArguments& batch) {
  if (batch.shard != Shard()) {
    throw UsageError(
        tr("With --steady each picture is painted from the one before it, so they cannot be parted. Leave --shard "
           "out."));
  }
  if (batch.at_once > 1) {
    throw UsageError(
        tr("With --steady each picture is painted from the one before it, so they are painted one after the other. "
           "Leave --at-once out."));
  }
}

}  // namespace

std::variant<BatchArguments, std::string> parse_batch(const std::vector<std::string>& words) {
  constexpr const char* help = "neural-style batch --help";
  CLI::App app(tr("Paints many pictures in the same style."), "neural-style batch");
  Words read;
  declare(app, read);
  const PaintingOptions painting(app);
  if (auto text = parse_words(app, words, translatable("“{}” is no option. “neural-style batch --help” shows all."))) {
    return *std::move(text);
  }
  if (read.pictures.empty()) {
    throw UsageError(tr("Say which pictures are to be painted. “{}” shows how to call it.", help));
  }
  BatchArguments batch = read.batch;
  batch.pictures.assign(read.pictures.begin(), read.pictures.end());
  batch.suffix = suffix_of(read);
  batch.painting = painting.arguments(help);
  if (read.steadiness) {
    require_one_after_the_other(batch);
    batch.painting.steadiness = read.steadiness;
  }
  if (batch.painting.settings.keep_stopped || !batch.painting.settings.state_file.empty()) {
    throw UsageError(
        tr("--state-file and --keep-stopped are for single pictures. Leave them out: a batch that was stopped goes on "
           "when it is called again."));
  }
  return batch;
}

}  // namespace nst::cli
