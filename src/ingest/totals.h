#pragma once
#include <map>

#include "base/diagnostic.h"
#include "base/interval.h"
#include "catalog/catalog.h"
#include "store/store.h"

namespace zh::ingest {

/// What each reported figure can stand for, in the unit of its indicator.
using Intervals = std::map<store::Key, Interval>;

/// The returns against themselves, in whatever files the figures stand: totals and their parts (E213, W236), periods and the
/// periods in them (W244), growths and their amounts (W239). Two figures differ only when their intervals do.
void check_totals(const catalog::Catalog& catalog, const store::Store& store, const Intervals& intervals, Diagnostics& faults);

}  // namespace zh::ingest
