// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the module neural-style-engine.so offers to the plug-in: the functions that need LibTorch, libvips or libcurl.
// Included by both sides of the border: engine-module.cpp fills the table, engine-facades.cpp calls through it.
//
// Each side has its own copy of the core's light part. That works since nothing in there has a state that the other
// side would miss, and since exceptions are told apart by the names of their types.
#pragma once

#include "core/drafter.h"
#include "core/generator.h"
#include "core/model-import.h"
#include "core/stylist.h"
#include "core/trained-style.h"
#include "plugin/blas-check.h"
#include "plugin/model-download.h"
#include "plugin/picture-file.h"
#include "plugin/picture-scale.h"

#include <memory>

namespace nst::gimp {

/// An object that the module has made, and whose end is the module's as well.
template <typename T>
using Made = std::unique_ptr<T, void (*)(T*)>;

/// The functions of the headers above, by their names there.
struct EngineTable {
  const char* version;  ///< of the project: a table of another one may look differently

  decltype(&nst::stylise) stylise;
  decltype(&nst::painted_share) painted_share;
  decltype(&nst::estimate) estimate;

  Made<Drafter> (*make_drafter)();
  decltype(&Drafter::paint) drafter_paint;
  decltype(&Drafter::computed) drafter_computed;

  Made<Generator> (*make_generator)(const std::filesystem::path& weights, const std::filesystem::path& upscaler);
  decltype(&Generator::info) generator_info;
  decltype(&Generator::paint) generator_paint;
  decltype(&Generator::scores) generator_scores;

  decltype(&nst::load_trained_style) load_trained_style;

  decltype(&nst::conventions) conventions;
  decltype(&nst::import_model) import_model;
  decltype(&nst::verify_model) verify_model;
  decltype(&nst::download_model) download_model;

  decltype(&nst::inspect_picture) inspect_picture;
  Image (*read_picture)(const std::filesystem::path& path);
  Image (*read_scaled_picture)(const std::filesystem::path& path, PictureSize size, Scaling scaling);
  decltype(&nst::scaled_to_fit) scaled_to_fit;

  decltype(&nst::blas_is_slow) blas_is_slow;
  decltype(&nst::slow_blas_advice) slow_blas_advice;
};

/// The one function that the module exports, and its name.
using EngineEntry = const EngineTable*();
inline constexpr const char* engine_entry = "neural_style_engine";

}  // namespace nst::gimp
