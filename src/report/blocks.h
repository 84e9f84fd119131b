#pragma once
#include "report/chapter.h"
#include "report/session.h"

/// Blocks with a TOML body. Each gives what it can after faults, so that all faults are found at once.
namespace zh::report {

document::Figure build_chart(Session& session, const Piece& piece, const std::string& number);
document::Table build_table(Session& session, const Piece& piece, const std::string& number);

}  // namespace zh::report
