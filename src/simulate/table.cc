#include "simulate/table.h"

#include <algorithm>

#include "simulate/codes.h"

namespace zh::simulate {

int Table::field(const std::string& code) const {
  for (std::size_t i = 0; i < domains_.size(); ++i)
    if (domains_[i].field().code == code) return static_cast<int>(i);
  return -1;
}

void Table::track(const std::string& code) {
  const int index = s_.kind->field(code);
  if (index >= 0 && field(code) < 0) domains_.emplace_back(s_.kind->fields[static_cast<std::size_t>(index)], catalog_);
}

void Table::track(const std::vector<catalog::RecordFilter>& where, const std::string& of) {
  for (const catalog::RecordFilter& filter : where) {
    track(filter.field);
    if (!filter.min.empty() || !filter.max.empty() || !filter.below.empty())
      faults_.add(kBound, {filter.where},
                  {{"field", s_.kind->fields[static_cast<std::size_t>(s_.kind->field(filter.field))].name}, {"name", of}});
    if (const int f = field(filter.field); f >= 0)
      for (const std::string& word : filter.any) domains_[static_cast<std::size_t>(f)].name(word);
  }
}

Table::Table(const Simulation& simulation, const catalog::Catalog& catalog, Diagnostics& faults)
    : s_(simulation), catalog_(catalog), faults_(faults) {
  for (const Margin& m : s_.margins) {
    track(m.where, m.name);
    for (const std::string& by : m.by) track(by);
    for (const Margin::Part& part : m.parts)
      for (std::size_t i = 0; i < part.values.size(); ++i)
        for (const std::string& word : part.values[i]) domains_[static_cast<std::size_t>(field(m.by[i]))].name(word);
    if (!m.distinct) margins_.push_back(&m);
  }
  for (const Sum& sum : s_.sums) track(sum.where, sum.name);
  for (const Draw& draw : s_.draws) track(draw.where, draw.field);
  for (const Draw& draw : s_.draws)
    if (const int f = field(draw.field); f >= 0)
      for (const auto& [word, weight] : draw.values) domains_[static_cast<std::size_t>(f)].name(word);
  for (Domain& domain : domains_) domain.finish();
  if (s_.total) {
    total_ = *s_.total;
    total_name_ = s_.total_name;
    total_at_ = s_.total_at;
  } else {
    const auto whole = std::find_if(margins_.begin(), margins_.end(), [](const Margin* m) { return m->where.empty(); });
    if (whole == margins_.end()) {
      faults.add(kNoTotal, {s_.at}, {{"kind", s_.kind->name}});
      return;
    }
    total_ = (*whole)->total;
    total_name_ = (*whole)->name;
    total_at_ = (*whole)->at;
  }
  for (const Margin* m : margins_) labels_.push_back(labels(*m));
  for (const Draw& draw : s_.draws)
    if (const int f = field(draw.field); f >= 0)
      for (const auto& [word, weight] : draw.values) {
        std::string unknown;
        domains_[static_cast<std::size_t>(f)].of(std::vector<std::string>{word}, &unknown);
        if (!unknown.empty())
          faults.add(kValue, {draw.at}, {{"field", domains_[static_cast<std::size_t>(f)].field().name}, {"value", unknown}});
      }
}

Table::Box Table::box_of(const std::vector<catalog::RecordFilter>& where, const Location& at) {
  Box box;
  for (const catalog::RecordFilter& filter : where) {
    const int f = field(filter.field);
    if (f < 0) continue;
    Domain& domain = domains_[static_cast<std::size_t>(f)];
    std::string unknown;
    const int set = domain.keep(domain.of(filter, &unknown));
    if (!unknown.empty())
      faults_.add(kValue, {filter.where.file.empty() ? at : filter.where},
                  {{"field", domain.field().name}, {"value", unknown}});
    const auto same = std::find_if(box.begin(), box.end(), [&](const auto& pair) { return pair.first == f; });
    if (same != box.end())
      same->second = domain.meet(same->second, set);
    else
      box.emplace_back(f, set);
  }
  return box;
}

/// What is in the boxes and not in `box`, as boxes that do not overlap.
std::vector<Table::Box> Table::minus(const std::vector<Box>& boxes, const Box& box) {
  std::vector<Box> out;
  for (const Box& from : boxes) {
    if (!meet(from, box)) {
      out.push_back(from);
      continue;
    }
    Box inside = from;
    for (const auto& [f, set] : box) {
      Domain& domain = domains_[static_cast<std::size_t>(f)];
      auto mine = std::find_if(inside.begin(), inside.end(), [&, field = f](const auto& pair) { return pair.first == field; });
      if (mine == inside.end()) mine = inside.insert(inside.end(), {f, 0});
      const int rest = domain.without(mine->second, set);
      if (rest >= 0) {
        Box outside = inside;
        outside[static_cast<std::size_t>(mine - inside.begin())].second = rest;
        out.push_back(std::move(outside));
      }
      mine->second = domain.meet(mine->second, set);
    }
  }
  return out;
}

bool Table::meet(const Box& a, const Box& b) {
  for (const auto& [f, set] : a)
    for (const auto& [g, other] : b)
      if (f == g && domains_[static_cast<std::size_t>(f)].meet(set, other) < 0) return false;
  return std::all_of(a.begin(), a.end(), [](const auto& pair) { return pair.second >= 0; }) &&
         std::all_of(b.begin(), b.end(), [](const auto& pair) { return pair.second >= 0; });
}

bool Table::fits(const Cell& cell, const Box& box) {
  return std::all_of(box.begin(), box.end(), [&](const auto& pair) {
    return domains_[static_cast<std::size_t>(pair.first)].meet(cell.sets[static_cast<std::size_t>(pair.first)], pair.second) >=
           0;
  });
}

std::vector<Table::Label> Table::labels(const Margin& m) {
  std::vector<Label> all;
  const Box whole = box_of(m.where, m.at);
  std::vector<Box> rest = {whole};
  std::int64_t listed = 0;
  for (const Margin::Part& part : m.parts) {
    Box box = whole;
    for (std::size_t i = 0; i < part.values.size(); ++i) {
      const int f = field(m.by[i]);
      Domain& domain = domains_[static_cast<std::size_t>(f)];
      std::string unknown;
      int set = domain.keep(domain.of(part.values[i], &unknown));
      if (!unknown.empty() || set < 0)
        faults_.add(kValue, {m.at}, {{"field", domain.field().name}, {"value", part.values[i].empty() ? part.name : unknown}});
      const auto same = std::find_if(box.begin(), box.end(), [&](const auto& pair) { return pair.first == f; });
      if (same != box.end())
        same->second = domain.meet(same->second, set);
      else
        box.emplace_back(f, set);
    }
    listed += part.count;
    rest = minus(rest, box);
    all.push_back({part.name, part.count, {box}, false});
  }
  if (!m.parts.empty())
    all.push_back({"“" + m.name + "”其余各项", m.total - listed, rest, true});
  else
    all.push_back({m.name, m.total, rest, false});
  if (m.where.empty() ? total_ != m.total : total_ < m.total)
    faults_.add(
        kTotals, {total_at_, m.at},
        {{"first", total_name_}, {"second", m.name}, {"one", std::to_string(total_)}, {"two", std::to_string(m.total)}});
  if (!m.where.empty()) all.push_back({"“" + m.name + "”以外", total_ - m.total, minus({Box{}}, whole), true});
  return all;
}

std::string Table::describe(const Cell& cell) const {
  std::string text;
  for (std::size_t i = 0; i < domains_.size(); ++i)
    if (cell.sets[i] != 0)
      text += (text.empty() ? "" : "，") + domains_[i].field().name + "：" + domains_[i].describe(cell.sets[i]);
  return text;
}

bool Table::meets(const Cell& cell, const std::vector<catalog::RecordFilter>& where) const {
  return std::all_of(where.begin(), where.end(), [&](const catalog::RecordFilter& filter) {
    const int f = field(filter.field);
    const int decided = f < 0 ? -1 : value(cell, f);
    return decided >= 0 && domain(f).of(filter)[static_cast<std::size_t>(decided)];
  });
}

}  // namespace zh::simulate
