#pragma once
#include <iosfwd>

#include "check/result.h"
#include "cli/app.h"

namespace zh::cli {

/// The machine's form, schema "zhiheng.check/1"; offsets in code points of the text.
void write_check_json(const readback::Reading& reading, const check::Result& result, std::ostream& out);
/// For a terminal: each finding with its excerpt, the numbers marked below it, the arithmetic and the repair; then coverage.
void write_check_text(const readback::Reading& reading, const check::Result& result, const Translate& translate, std::ostream& out);

}  // namespace zh::cli
