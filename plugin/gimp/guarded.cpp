// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/guarded.h"

#include "core/i18n.h"

#include <new>

namespace nst::gimp {
namespace {

GimpValueArray* failure(GimpProcedure* procedure, GimpPDBStatusType status, const char* message) {
  // The return values take the error over.
  return gimp_procedure_new_return_values(procedure, status, g_error_new_literal(GIMP_PLUG_IN_ERROR, 0, message));
}

}  // namespace

GimpValueArray* guarded(GimpProcedure* procedure, const std::function<GimpValueArray*()>& work) noexcept {
  try {
    return work();
  } catch (const Cancelled&) {
    return gimp_procedure_new_return_values(procedure, GIMP_PDB_CANCEL, nullptr);
  } catch (const CallingError& error) {
    return failure(procedure, GIMP_PDB_CALLING_ERROR, error.what());
  } catch (const Error& error) {
    return failure(procedure, GIMP_PDB_EXECUTION_ERROR, error.what());
  } catch (const std::bad_alloc&) {
    return failure(procedure, GIMP_PDB_EXECUTION_ERROR,
                   tr("There is not enough memory. Choose a smaller working size, or close other programs."));
  } catch (const std::exception& error) {
    return failure(procedure, GIMP_PDB_EXECUTION_ERROR, error.what());
  } catch (...) {
    return failure(procedure, GIMP_PDB_EXECUTION_ERROR, tr("Something unexpected went wrong. Nothing was changed."));
  }
}

}  // namespace nst::gimp
