#pragma once
#include <iosfwd>

#include "base/say.h"
#include "project/compare.h"

namespace zh::cli {

/// The differences for people, numbered in order.
void write_compare_text(const project::Comparison& compared, const project::Model& model, const Translate& tr,
                        std::ostream& out);
/// zhiheng.compare/1, written down in docs/compare.schema.json.
void write_compare_json(const project::Comparison& compared, const project::Model& model, std::ostream& out);

}  // namespace zh::cli
