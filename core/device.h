// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where and how exactly the network computes, chosen once for a run. Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/settings.h"

#include <c10/core/Device.h>

namespace nst {

/// The device that the settings ask for. `cpu` never touches CUDA. Throws Error if a graphics card is asked for and
/// none can be used.
c10::Device device_for(const Settings& settings);

/// How exactly networks compute there.
Precision precision_for(const Settings& settings, const c10::Device& device);

/// An encoder ready to run as the settings ask for: loaded, on the device, with their precision and pooling.
Encoder encoder_for(const Settings& settings, const std::filesystem::path& weights);

}  // namespace nst
