#include "base/rational.h"

#include <gtest/gtest.h>

#include "base/interval.h"
#include "base/rounding.h"
#include "base/slow_numbers_test.h"

namespace zh {
namespace {

using slow::cpp_rational;
using slow::value;

void compare(const Rational& a, const Rational& b) {
  const cpp_rational x = value(a), y = value(b);
  ASSERT_EQ((a + b).str(), slow::text(x + y)) << a.str() << " + " << b.str();
  ASSERT_EQ((a - b).str(), slow::text(x - y)) << a.str() << " - " << b.str();
  ASSERT_EQ((a * b).str(), slow::text(x * y)) << a.str() << " * " << b.str();
  if (y != 0) {
    ASSERT_EQ((a / b).str(), slow::text(x / y)) << a.str() << " / " << b.str();
  }
  ASSERT_EQ(a < b, x < y);
  ASSERT_EQ(a == b, x == y);
  ASSERT_EQ(a.sign(), x < 0 ? -1 : x > 0 ? 1 : 0);
  ASSERT_EQ(a.abs().str(), slow::text(abs(x)));
  ASSERT_EQ((-a).str(), slow::text(-x));
  const cpp_rational floor = value(a.floor());
  ASSERT_TRUE(denominator(floor) == 1 && floor <= x && x < floor + 1) << a.str();
  ASSERT_EQ(a.is_integer(), denominator(x) == 1);
}

TEST(Rational, SmallFractionsExhaustively) {
  for (int a = -9; a <= 9; ++a)
    for (int b = 1; b <= 9; ++b)
      for (int c = -9; c <= 9; ++c)
        for (int d = 1; d <= 9; ++d) compare(Rational::fraction(a, b), Rational::fraction(c, -d));
}

TEST(Rational, LargeFractions) {
  slow::Source source(6);
  for (int i = 0; i < 50000; ++i) compare(source.rational(), source.rational());
}

TEST(Rational, EqualValuesAreOneValueHoweverTheyCameAbout) {
  slow::Source source(7);
  for (int i = 0; i < 5000; ++i) {
    const Rational a = source.rational(), b = source.rational();
    ASSERT_EQ(((a + b) - b).str(), a.str());
    if (!b.is_zero()) {
      ASSERT_EQ(((a * b) / b).str(), a.str());
    }
  }
}

TEST(Rational, DecimalsAreExact) {
  slow::Source source(8);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = source.decimal(36);
    const auto d = *Decimal::parse(text);
    const Rational r(d);
    ASSERT_EQ(value(r), value(text)) << text;
    const auto back = r.exact_decimal();
    ASSERT_TRUE(back) << text;
    ASSERT_EQ(back->str(), d.trimmed().str()) << text;
  }
  EXPECT_FALSE(Rational::fraction(1, 3).exact_decimal());
  EXPECT_FALSE(Rational::power_of_ten(36).exact_decimal());
  EXPECT_TRUE(Rational::power_of_ten(35).exact_decimal());
  EXPECT_TRUE(Rational::power_of_ten(-36).exact_decimal());
  EXPECT_FALSE(Rational::power_of_ten(-37).exact_decimal());
  EXPECT_FALSE(Rational::fraction(1, std::int64_t{1} << 60).exact_decimal());
  EXPECT_THROW((void)(Rational(1) / Rational(0)), std::domain_error);
  EXPECT_THROW((void)Rational::fraction(1, 0), std::domain_error);
}

TEST(Rational, TextForPeopleIsTruncatedOnlyWhereSomethingIsLeft) {
  slow::Source source(9);
  for (int i = 0; i < 20000; ++i) {
    const Rational r = source.rational();
    const int digits = static_cast<int>(source.below(8));
    std::string text = r.str_decimal(digits);
    const cpp_rational cut = slow::round(value(r), digits, 't');
    const bool left = cut != value(r);
    ASSERT_EQ(text.ends_with("…"), left) << r.str() << " " << text;
    if (left) text.resize(text.size() - std::string("…").size());
    ASSERT_EQ(value(text), cut) << r.str() << " " << text;
  }
}

TEST(Rounding, SmallValuesExhaustively) {
  // Every n/8 and n/40 holds halves of many places; both signs, tens and hundreds too.
  for (const int denominator : {1, 2, 3, 8, 40, 200})
    for (int n = -2000; n <= 2000; ++n)
      for (int decimals = -3; decimals <= 3; ++decimals) {
        const Rational r = Rational::fraction(n, denominator);
        const auto check = [&](Rounding how, char slow_how) {
          const Decimal d = round(r, decimals, how);
          ASSERT_EQ(d.scale(), std::max(decimals, 0));
          ASSERT_EQ(value(d.str()), slow::round(value(r), decimals, slow_how)) << r.str() << " to " << decimals << slow_how;
        };
        check(Rounding::half_up, 'u');
        check(Rounding::half_even, 'e');
        check(Rounding::truncate, 't');
      }
}

TEST(Rounding, LargeValues) {
  slow::Source source(10);
  for (int i = 0; i < 20000; ++i) {
    const Rational r = Rational::fraction(source.integer(), 1 + source.below(1000000));
    const int decimals = static_cast<int>(source.below(20)) - 8;
    ASSERT_EQ(value(round(r, decimals, Rounding::half_up).str()), slow::round(value(r), decimals, 'u')) << r.str();
    ASSERT_EQ(value(round(r, decimals, Rounding::half_even).str()), slow::round(value(r), decimals, 'e')) << r.str();
  }
  EXPECT_THROW((void)round(Rational::power_of_ten(36), 0, Rounding::half_up), std::range_error);
  EXPECT_THROW((void)round(Rational(1), 37, Rounding::half_up), std::range_error);
}

TEST(Interval, OperationsHoldEveryPairOfPoints) {
  // All operations are monotone in each operand between sign changes, so the bounds and some inner points say all.
  const int kBounds[] = {-3, -1, 0, 1, 2};
  for (const int a : kBounds)
    for (const int b : kBounds)
      for (const int c : kBounds)
        for (const int d : kBounds) {
          if (b < a || d < c) continue;
          const Interval x{a, b}, y{c, d};
          const auto quotient = divide(x, y);
          ASSERT_EQ(quotient.has_value(), !(c <= 0 && 0 <= d));
          cpp_rational lowest[4], highest[4];
          bool first = true;
          for (int i = 0; i <= 4; ++i)
            for (int j = 0; j <= 4; ++j) {
              const Rational p = x.low + x.width() * Rational::fraction(i, 4), q = y.low + y.width() * Rational::fraction(j, 4);
              ASSERT_TRUE((x + y).contains(p + q) && (x - y).contains(p - q) && (x * y).contains(p * q));
              if (quotient) {
                ASSERT_TRUE(quotient->contains(p / q));
              }
              const cpp_rational results[4] = {value(p) + value(q), value(p) - value(q), value(p) * value(q),
                                               quotient ? cpp_rational(value(p) / value(q)) : 0};
              for (int k = 0; k < 4; ++k) {
                if (first || results[k] < lowest[k]) lowest[k] = results[k];
                if (first || results[k] > highest[k]) highest[k] = results[k];
              }
              first = false;
            }
          // … and no wider than needed: both bounds are reached.
          const Interval sums[4] = {x + y, x - y, x * y, quotient.value_or(Interval{})};
          for (int k = 0; k < (quotient ? 4 : 3); ++k) {
            ASSERT_EQ(value(sums[k].low), lowest[k]);
            ASSERT_EQ(value(sums[k].high), highest[k]);
          }
          ASSERT_EQ(x.meets(y), std::max(a, c) <= std::min(b, d));
          const auto common = x.intersection(y);
          ASSERT_EQ(common.has_value(), x.meets(y));
          if (common) {
            ASSERT_TRUE(common->low == Rational(std::max(a, c)) && common->high == Rational(std::min(b, d)));
          }
        }
}

TEST(Interval, PrintedHoldsExactlyWhatRoundsToIt) {
  for (int n = -4000; n <= 4000; ++n) {
    const Rational v = Rational::fraction(n, 80);
    for (int decimals = -1; decimals <= 1; ++decimals)
      for (const Rounding how : {Rounding::half_up, Rounding::half_even})
        ASSERT_TRUE(Interval::printed(Rational(round(v, decimals, how)), decimals).contains(v)) << v.str();
  }
  EXPECT_FALSE(Interval::printed(3612, 0).contains(Rational::fraction(36126, 10)));
}

TEST(Interval, AnEstimateIsNotPrintedFinerThanItIsKnown) {
  slow::Source source(11);
  for (int i = 0; i < 5000; ++i) {
    const Rational low = Rational::fraction(source.below(100000), 1 + source.below(500));
    const Interval interval{low, low + Rational::fraction(source.below(100000), 1 + source.below(5000))};
    const int at_most = static_cast<int>(source.below(6));
    const int got = decimals_supported(interval, at_most);
    const cpp_rational width = value(interval.width());
    const auto step = [](int d) { return d >= 0 ? cpp_rational(1, slow::power(d)) : cpp_rational(slow::power(-d)); };
    ASSERT_LE(got, at_most);
    ASSERT_GE(step(got), width);
    if (got < at_most) {
      ASSERT_LT(step(got + 1), width) << "could be finer";
    }
  }
  EXPECT_EQ(decimals_supported({Rational::fraction(31833, 10), Rational(3187)}, 2), -1);
}

}  // namespace
}  // namespace zh
