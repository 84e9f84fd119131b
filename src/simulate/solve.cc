#include <algorithm>
#include <map>

#include "simulate/codes.h"
#include "simulate/table.h"

namespace zh::simulate {

/// Groups of one margin hold more than the other leaves room for; the same cut says it of the groups that are left, the other
/// way round: what is said of groups with a name is clearer.
void Table::name_conflict(std::size_t a, std::size_t b, const Transported& cut, Diagnostics& faults) const {
  struct Side {
    std::int64_t count = 0;
    std::string names;
    bool named = true;
  };
  const auto side = [&](std::size_t margin, const std::vector<int>& groups, bool inside) {
    Side s;
    for (std::size_t i = 0; i < labels_[margin].size(); ++i) {
      if ((std::find(groups.begin(), groups.end(), static_cast<int>(i)) != groups.end()) != inside) continue;
      const Label& label = labels_[margin][i];
      s.count += label.count;
      if (label.count == 0) continue;
      s.names += (s.names.empty() ? "" : "、") + label.name;
      s.named = s.named && !label.rest;
    }
    return s;
  };
  Side much = side(a, cut.rows, true), room = side(b, cut.columns, true);
  if (const Side other = side(b, cut.columns, false); !much.named && other.named) {
    much = other;
    room = side(a, cut.rows, false);
    std::swap(a, b);
  }
  faults.add(kConflict, {margins_[a]->at, margins_[b]->at},
             {{"first", margins_[a]->name},
              {"second", margins_[b]->name},
              {"count", std::to_string(much.count)},
              {"what", much.names},
              {"most", std::to_string(room.count)}});
}

/// Each two margins are looked at on their own first: a table of the groups of one and the groups of the other, in which those
/// places are forbidden where the conditions exclude each other. If even that cannot be filled, the two are named.
bool Table::pairs(Diagnostics& faults) {
  bool good = true;
  for (std::size_t a = 0; a < labels_.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      Transport p;
      for (const Label& label : labels_[a]) p.rows.push_back(label.count);
      for (const Label& label : labels_[b]) p.columns.push_back(label.count);
      for (const Label& row : labels_[a]) {
        p.allowed.emplace_back();
        for (const Label& column : labels_[b])
          p.allowed.back().push_back(std::any_of(row.boxes.begin(), row.boxes.end(), [&](const Box& x) {
            return std::any_of(column.boxes.begin(), column.boxes.end(), [&](const Box& y) { return meet(x, y); });
          }));
      }
      const Transported t = transport(p);
      if (t.whole) continue;
      good = false;
      name_conflict(a, b, t, faults);
    }
  return good;
}

/// How much of what a cell may still be is left in a box: of 2^20.
std::int64_t Table::openness(const Cell& cell, const Box& box) {
  std::int64_t share = 1 << 20;
  for (const auto& [f, set] : box) {
    Domain& domain = domains_[static_cast<std::size_t>(f)];
    const int before = cell.sets[static_cast<std::size_t>(f)];
    share = share * domain.weight(domain.meet(before, set)) / domain.weight(before);
  }
  return std::max<std::int64_t>(share, 1);
}

/// Brings one more margin into the table: cells that may belong to the same groups of it are one row of a transport, whose
/// counts are then divided among them in proportion.
bool Table::split(std::size_t margin, bool narrow, Dice& dice, Diagnostics& faults) {
  const std::vector<Label>& labels = labels_[margin];
  std::map<std::vector<bool>, std::vector<std::size_t>> classes;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    std::vector<bool> may;
    for (const Label& label : labels)
      may.push_back(std::any_of(label.boxes.begin(), label.boxes.end(), [&](const Box& box) { return fits(cells_[i], box); }));
    classes[may].push_back(i);
  }
  Transport p;
  for (const Label& label : labels) p.columns.push_back(label.count);
  std::vector<const std::vector<std::size_t>*> members;
  for (const auto& [may, cells] : classes) {
    p.rows.push_back(0);
    for (const std::size_t i : cells) p.rows.back() += cells_[i].count;
    p.allowed.push_back(may);
    members.push_back(&cells);
  }
  const Transported t = transport(p);
  if (!t.whole) {
    std::int64_t count = 0, most = 0;
    for (const int row : t.rows) count += p.rows[static_cast<std::size_t>(row)];
    for (const int column : t.columns) most += p.columns[static_cast<std::size_t>(column)];
    faults.add(kNoSolution, {margins_[margin]->at},
               {{"name", margins_[margin]->name},
                {"count", std::to_string(count)},
                {"what", t.rows.empty() ? "" : describe(cells_[members[static_cast<std::size_t>(t.rows[0])]->front()])},
                {"most", std::to_string(most)}});
    return false;
  }
  std::vector<Cell> next;
  for (std::size_t row = 0; row < members.size(); ++row) {
    std::vector<std::int64_t> left = t.counts[row];
    for (const std::size_t i : *members[row]) {
      const Cell& cell = cells_[i];
      const std::vector<std::int64_t> shares = divide(cell.count, left, left, dice);
      for (std::size_t l = 0; l < labels.size(); ++l) {
        if (shares[l] == 0) continue;
        left[l] -= shares[l];
        std::vector<const Box*> boxes;
        std::vector<std::int64_t> weights;
        for (const Box& box : labels[l].boxes)
          if (fits(cell, box)) {
            boxes.push_back(&box);
            weights.push_back(openness(cell, box));
          }
        // What is not said stays as open as can be; only when that led astray are all ways taken.
        if (narrow)
          for (const std::int64_t most = *std::max_element(weights.begin(), weights.end()); std::int64_t & weight : weights)
            weight = weight == most ? 1 : 0;
        const std::vector<std::int64_t> pieces =
            divide(shares[l], weights, std::vector<std::int64_t>(boxes.size(), shares[l]), dice);
        for (std::size_t b = 0; b < boxes.size(); ++b) {
          if (pieces[b] == 0) continue;
          Cell piece{cell.sets, pieces[b]};
          for (const auto& [f, set] : *boxes[b])
            piece.sets[static_cast<std::size_t>(f)] =
                domains_[static_cast<std::size_t>(f)].meet(piece.sets[static_cast<std::size_t>(f)], set);
          next.push_back(std::move(piece));
        }
      }
    }
  }
  cells_ = std::move(next);
  return true;
}

const Draw* Table::draw_for(const Cell& cell, const std::string& field) const {
  for (const Draw& draw : s_.draws)
    if (draw.field == field && meets(cell, draw.where)) return &draw;
  return nullptr;
}

/// Fields whose draws depend on others come after those.
std::vector<int> Table::order() const {
  std::vector<int> order;
  std::vector<bool> done(domains_.size(), false);
  for (std::size_t round = 0; round <= domains_.size(); ++round)
    for (std::size_t f = 0; f < domains_.size(); ++f) {
      if (done[f]) continue;
      bool ready = true;
      for (const Draw& draw : s_.draws)
        if (draw.field == domains_[f].field().code)
          for (const catalog::RecordFilter& filter : draw.where)
            if (const int g = field(filter.field); g >= 0 && g != static_cast<int>(f))
              ready = ready && done[static_cast<std::size_t>(g)];
      if (!ready && round < domains_.size()) continue;
      done[f] = true;
      order.push_back(static_cast<int>(f));
    }
  return order;
}

void Table::decide(Dice& dice, Diagnostics& faults) {
  for (const int f : order()) {
    Domain& domain = domains_[static_cast<std::size_t>(f)];
    const catalog::Field& field = domain.field();
    std::vector<Cell> next;
    std::int64_t undrawn = 0;
    for (const Cell& cell : cells_) {
      const int number = cell.sets[static_cast<std::size_t>(f)];
      const int only = domain.single(number);
      const Draw* draw = draw_for(cell, field.code);
      const bool made = draw && draw->values.empty();  // a pattern, a date, an amount: what nobody names
      const bool open = made || (field.type != catalog::Field::Type::text && field.type != catalog::Field::Type::code &&
                                 field.type != catalog::Field::Type::yes_no);
      if (only >= 0) {
        if (only == domain.other() && !open) undrawn += cell.count;
        next.push_back(cell);
        continue;
      }
      const Domain::Set& may = domain.set(number);
      std::vector<std::int64_t> weights(may.size(), 0);
      if (draw && !made) {
        for (const auto& [word, weight] : draw->values) {
          const Domain::Set set = domain.of(std::vector<std::string>{word});
          for (std::size_t i = 0; i < may.size(); ++i)
            if (set[i] && may[i] && (domain.leaf(static_cast<int>(i)) || domain.word(static_cast<int>(i)) == word))
              weights[i] += weight;
        }
      } else if (made || open) {
        const auto other = static_cast<std::size_t>(domain.other());
        weights[other] = may[other] ? 1 : 0;
      }
      const auto none = [&] { return std::all_of(weights.begin(), weights.end(), [](auto w) { return w == 0; }); };
      const auto empty = static_cast<std::size_t>(domain.empty());
      if (none() && may[empty] && !field.required) weights[empty] = 1;
      if (none())
        for (int i = 0; i < domain.other(); ++i)
          if (may[static_cast<std::size_t>(i)] && domain.leaf(i)) weights[static_cast<std::size_t>(i)] = 1;
      if (none())
        for (int i = 0; i < domain.other(); ++i)
          if (may[static_cast<std::size_t>(i)]) weights[static_cast<std::size_t>(i)] = 1;
      if (none()) {
        undrawn += cell.count;
        next.push_back(cell);
        continue;
      }
      const std::vector<std::int64_t> shares =
          divide(cell.count, weights, std::vector<std::int64_t>(weights.size(), cell.count), dice);
      for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] == 0) continue;
        Domain::Set one(may.size(), false);
        one[i] = true;
        Cell piece{cell.sets, shares[i]};
        piece.sets[static_cast<std::size_t>(f)] = domain.keep(one);
        next.push_back(std::move(piece));
      }
    }
    cells_ = std::move(next);
    if (undrawn > 0) faults.add(kNoDraw, {s_.at}, {{"field", field.code}, {"count", std::to_string(undrawn)}});
  }
}

bool Table::solve(std::uint64_t seed, Diagnostics& faults) {
  if (!pairs(faults)) return false;
  constexpr int kOrders = 40;
  std::vector<std::size_t> turn(labels_.size());
  for (std::size_t i = 0; i < turn.size(); ++i) turn[i] = i;
  // What holds for all records first, then what leaves no choice (all of a group is of one kind, or none is): later margins
  // then see both. Only the others change places when an order leads astray.
  const auto rank = [&](std::size_t m) {
    if (margins_[m]->where.empty()) return 0;
    std::int64_t kinds = 0;
    for (const Label& label : labels_[m]) kinds += label.count > 0 ? 1 : 0;
    return kinds <= 2 && (margins_[m]->total == 0 || margins_[m]->parts.size() == 1) ? 1 : 2;
  };
  std::stable_sort(turn.begin(), turn.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  const auto free =
      static_cast<std::size_t>(std::count_if(turn.begin(), turn.end(), [&](std::size_t m) { return rank(m) < 2; }));
  Dice shuffle(seed ^ 0x6F72646572ULL);
  Diagnostics first;
  bool found = false;
  for (int attempt = 0; attempt < kOrders && !found; ++attempt) {
    Dice dice(Dice::mixed(seed + static_cast<std::uint64_t>(attempt)));
    cells_ = {{std::vector<int>(domains_.size(), 0), total_}};
    Diagnostics why;
    found = std::all_of(turn.begin(), turn.end(), [&](std::size_t m) { return split(m, attempt % 2 == 0, dice, why); });
    if (!found && attempt == 0) first = std::move(why);
    if (found) decide(dice, faults);
    for (std::size_t i = turn.size(); i > free + 1; --i) std::swap(turn[i - 1], turn[free + shuffle.below(i - free)]);
  }
  if (!found) faults.append(std::move(first));
  return found && !faults.has_errors();
}

}  // namespace zh::simulate
