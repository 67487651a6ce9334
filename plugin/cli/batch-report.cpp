// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch-report.h"

#include "core/error.h"
#include "core/i18n.h"

#include <unistd.h>

#include <cstdio>

namespace nst::cli {

void BatchReport::begin(std::size_t pictures) {
  begun_ = pictures;
  ended_ = 0;  // of those that failed before, nothing is to be waited for
  if (isatty(STDERR_FILENO) != 0) {
    line_ = std::make_unique<ProgressLine>();
  }
}

void BatchReport::painted() {
  ++painted_;
  ++ended_;
}

void BatchReport::failed(const std::filesystem::path& picture, const std::string& sentence) {
  const std::string name = picture.string();
  const bool names_it = sentence.find(name) != std::string::npos;
  if (line_) {
    line_->erase();
  }
  std::fprintf(stderr, "neural-style: %s\n",
               (names_it ? sentence : tr("“{}” could not be painted: {}", name, sentence)).c_str());
  failed_.push_back(name);
  ++ended_;
}

void BatchReport::show(double shares) {
  if (line_) {
    line_->show((static_cast<double>(ended_) + shares) / static_cast<double>(begun_),
                tr("{} of {} pictures, ", ended_, begun_));
  }
}

std::string BatchReport::summary() const {
  std::string text = tr("painted: {}, there already: {}, failed: {}", painted_, there_, failed_.size()) + "\n";
  if (flicker_) {
    text += tr("where the pictures stand still, the paintings differ by {} of 255, the pictures themselves by {}",
               number_text(flicker_->paintings, 1), number_text(flicker_->photographs, 1)) +
            "\n";
  }
  return text;
}

std::string BatchReport::stopped() const {
  return tr("Stopped (painted: {}, there already: {}). The same call goes on with the others.", painted_, there_);
}

void BatchReport::require_success() const {
  if (failed_.empty()) {
    return;
  }
  std::string names;
  for (const std::string& name : failed_) {
    names += (names.empty() ? "“" : ", “") + name + "”";
  }
  throw Error(tr_plural("{} picture could not be painted:", "{} pictures could not be painted:",
                        static_cast<long>(failed_.size())) +
              " " + names);
}

}  // namespace nst::cli
