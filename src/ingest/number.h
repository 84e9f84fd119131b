#pragma once
#include <optional>
#include <string>

#include "base/decimal.h"
#include "base/status.h"
#include "formats/sheet.h"
#include "ingest/block.h"

namespace zh::ingest {

/// What a cell of a block says.
struct Reading {
  enum class Kind { value, missing, text, uncached, error, too_long };
  Kind kind = Kind::missing;
  Decimal value;               ///< as in the cell's unit; a % format counts as × 100 with percent set
  int decimals = 0;            ///< digits after the point that the cell gives
  bool percent = false;        ///< the cell itself says %
  bool many_decimals = false;  ///< a computed number in General format: as many decimals were taken as a cell shows
  bool accepted_form = false;  ///< full-width digits or stray spaces were read
  ObsStatus status = ObsStatus::normal;
  std::string bound;  ///< 近, 余 …, as the cell writes it
};

/// Thousands separators, full-width digits, spaces, marks of estimates and % are understood; anything else is `text`.
Reading read_number(const formats::Cell& cell, const Block& block);

}  // namespace zh::ingest
