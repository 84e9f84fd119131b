#pragma once
#include "report/body.h"
#include "report/chapter.h"
#include "report/session.h"

/// Blocks with a TOML body. Each gives what it can after faults, so that all faults are found at once.
namespace zh::report {

document::Figure build_chart(Session& session, const Piece& piece, const std::string& number);
/// Rows of targets beside values: the key `targets` of a table.
void build_targets(Session& session, Body& body, const WeaveOptions& options, document::Table& table);
document::Table build_table(Session& session, const Piece& piece, const std::string& number);

}  // namespace zh::report
