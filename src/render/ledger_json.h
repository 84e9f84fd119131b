#pragma once
#include <string>

#include "report/ledger.h"

namespace zh::render {

/// A digest of all facts (ids, expressions, exact values, printed texts), 16 hexadecimal digits: a document carries it, so that
/// it is compared with no other ledger than its own.
std::string ledger_digest(const report::Ledger& ledger);

/// "cell", "formula" …: as the ledger and the web page call a node of the tree.
const char* lineage_kind(expr::Lineage::Kind kind);

}  // namespace zh::render
