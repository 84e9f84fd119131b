#include "base/decimal.h"

#include <gtest/gtest.h>

#include "base/slow_numbers_test.h"

namespace zh {
namespace {

TEST(Decimal, TextComesBackAsWritten) {
  slow::Source source(1);
  for (int i = 0; i < 20000; ++i) {
    std::string text = source.decimal(36);
    const auto d = Decimal::parse(text);
    ASSERT_TRUE(d) << text;
    // As written, but for leading zeros and the sign of zero.
    const bool negative = text[0] == '-';
    std::string plain = negative ? text.substr(1) : text;
    while (plain.size() > 1 && plain[0] == '0' && plain[1] != '.') plain.erase(0, 1);
    if (negative && plain.find_first_not_of("0.") != std::string::npos) plain.insert(0, "-");
    ASSERT_EQ(d->str(), plain) << text;
    ASSERT_EQ(slow::value(d->str()), slow::value(text));
  }
}

TEST(Decimal, OrderIsByValue) {
  slow::Source source(2);
  for (int i = 0; i < 50000; ++i) {
    std::string a = source.decimal(i % 2 ? 4 : 36), b = source.decimal(i % 3 ? 4 : 36);
    if (i % 5 == 0) b = a.find('.') == std::string::npos ? a + ".0" : a + "0";
    const auto x = Decimal::parse(a), y = Decimal::parse(b);
    if (!x || !y) continue;  // one digit more than fits
    const auto u = slow::value(a), v = slow::value(b);
    ASSERT_EQ(*x < *y, u < v) << a << " " << b;
    ASSERT_EQ(*x == *y, u == v) << a << " " << b;
    ASSERT_EQ(*x > *y, u > v) << a << " " << b;
  }
}

TEST(Decimal, ShiftedKeepsEveryDigit) {
  slow::Source source(3);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = source.decimal(15);
    const int places = static_cast<int>(source.below(21)) - 10;
    const auto d = *Decimal::parse(text);
    const auto expected = places >= 0 ? slow::cpp_rational(slow::value(text) * slow::power(places))
                                      : slow::cpp_rational(slow::value(text) * slow::cpp_rational(1, slow::power(-places)));
    ASSERT_EQ(slow::value(d.shifted(places).str()), expected) << text << " " << places;
    ASSERT_EQ(slow::value(d.trimmed().str()), slow::value(text));
    ASSERT_EQ(d.is_integer(), denominator(slow::value(text)) == 1) << text;
  }
  EXPECT_THROW((void)Decimal::parse("123456789012345678901234567890123456")->shifted(1), std::range_error);
  EXPECT_THROW((void)Decimal(1).shifted(-37), std::range_error);
  EXPECT_EQ(Decimal(0).shifted(1000).str(), "0");
}

/// What a spreadsheet stores for a number that a person typed is the shortest text of the nearest double, up to 17 digits.
TEST(Decimal, StoredDoublesGiveWhatWasTyped) {
  slow::Source source(4);
  for (int i = 0; i < 50000; ++i) {
    const auto typed = Decimal::parse(source.decimal(15));
    const double stored = std::stod(typed->str());
    for (const char* format : {"%.17g", "%.16g", "%.15g", "%.16E"}) {
      char text[64];
      std::snprintf(text, sizeof text, format, stored);
      const auto read = Decimal::parse_stored_double(text);
      ASSERT_TRUE(read) << text;
      ASSERT_EQ(*read, *typed) << text;
    }
  }
}

/// Rounding to 15 significant digits against the same on strings of rationals.
TEST(Decimal, StoredDoublesRoundHalfToEven) {
  slow::Source source(5);
  for (int i = 0; i < 20000; ++i) {
    std::string text = source.decimal(20);
    if (i % 3 == 0) text += text.find('.') == std::string::npos ? ".5" : "5";
    const auto exact = slow::value(text);
    const auto read = Decimal::parse_stored_double(text);
    ASSERT_TRUE(read) << text;
    slow::cpp_rational magnitude = abs(exact);
    int decimals = 15;
    if (magnitude != 0) {
      while (magnitude < 1) magnitude *= 10, ++decimals;
      while (magnitude >= 10) magnitude /= 10, --decimals;
      ASSERT_EQ(slow::value(read->str()), slow::round(exact, decimals - 1, 'e')) << text;
    }
    ASSERT_EQ(read->trimmed().str(), read->str()) << text;
  }
}

}  // namespace
}  // namespace zh
