#pragma once
#include <optional>
#include <string>

#include "base/unit.h"

/// Units that a table's header names: 营业收入（亿元）.
namespace zh::report {

/// The unit in the last brackets of a header, if what stands there is surely a unit: （亿元）, （%）; not （含税）.
std::optional<Unit> unit_of_header(const std::string& header);
/// A value in `unit` cannot stand below it without conversion.
bool contradicts(const Unit& header, const Unit& unit);

}  // namespace zh::report
