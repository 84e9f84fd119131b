#pragma once
#include "simulate/declare.h"

namespace zh::simulate {

/// Margins out of indicators: what is counted stands in their `records`, how many there are was reported by departments.
struct FromIndicator {
  const catalog::Catalog& catalog;
  const store::Store& observations;
  std::string region;
  Diagnostics& faults;

  /// Adds the margins, sums or different values that the indicator asks for. `where`: where it is named.
  void add(const std::string& name, Simulation& s, const Location& where);
  /// The indicator's total as a margin; with its parts unless `only_total`. nullopt with a fault.
  std::optional<Margin> margin(const std::string& name, const Simulation& s, const Location& where, bool only_total);
  /// The sum's total in the field's last decimal; adds it.
  void set_sum(Sum sum, const catalog::Field& field, const Decimal& value, const Unit& unit, Simulation& s);

 private:
  const catalog::Indicator* counted(const std::string& name, const Simulation& s, const Location& where);
  const store::Observation* total(const catalog::Indicator& indicator, const Simulation& s, const Location& where);
};

}  // namespace zh::simulate
