#pragma once

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <initializer_list>
#include <quickfix/Message.h>
#include <vector>

/** A message that answers a request, and whether all connections of the account get it. */
struct Report {
  FIX::Message message;
  bool everywhere;
};
using Reports = std::vector<Report>;

struct Field {
  int tag;
  std::string value;
};

/** Empty values are left out. */
inline FIX::Message makeMessage(const std::string& type, std::initializer_list<Field> fields) {
  FIX::Message message;
  message.getHeader().setField(FIX::FIELD::MsgType, type);
  for (const Field& field : fields)
    if (!field.value.empty()) message.setField(field.tag, field.value);
  return message;
}

inline void addEntry(FIX::FieldMap& message, int count, std::initializer_list<Field> fields) {
  std::vector<int> order;
  for (const Field& field : fields) order.push_back(field.tag);
  order.push_back(0);
  FIX::Group entry(count, order.front(), order.data());
  for (const Field& field : fields)
    if (!field.value.empty()) entry.setField(field.tag, field.value);
  message.addGroup(count, entry);
}

/** An absent field is an empty text. */
inline std::string fieldOf(const FIX::FieldMap& message, int tag) {
  return message.isSetField(tag) ? message.getField(tag) : "";
}

inline std::string typeOf(const FIX::Message& message) { return message.getHeader().getField(FIX::FIELD::MsgType); }

/** Tests have a clock of their own: TEST_CLOCK_OFFSET tells by how many ms. */
inline double nowInSeconds() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  const char* offset = std::getenv("TEST_CLOCK_OFFSET");
  return now.tv_sec + now.tv_nsec / 1e9 + (offset ? std::atof(offset) / 1e3 : 0);
}

inline std::string utcText(double seconds) {
  const time_t whole = std::floor(seconds);
  tm parts;
  gmtime_r(&whole, &parts);
  char text[32], all[40];
  strftime(text, sizeof text, "%Y%m%d-%H:%M:%S", &parts);
  snprintf(all, sizeof all, "%s.%03d", text, int((seconds - whole) * 1e3));
  return all;
}

inline std::string decimal(double value, int digits) {
  char text[64];
  snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

/** Quantities are counted in hundredths: cTrader takes two decimals. */
inline std::string quantityText(long long hundredths) {
  return hundredths % 100 == 0 ? std::to_string(hundredths / 100) : decimal(hundredths / 100.0, 2);
}
