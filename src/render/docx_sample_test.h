#pragma once
#include "document/document.h"
#include "report/ledger.h"

namespace zh::render::sample {

/// A made-up report that uses everything a document can hold: all chart types with gaps and estimates, merged and long and
/// turned tables, case boxes, lists, references, one fact printed several times.
document::Document document();
report::Ledger ledger();

}  // namespace zh::render::sample
