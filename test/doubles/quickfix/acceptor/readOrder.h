#pragma once

#include "Venue.h"

/** Why the broker refuses something; its text is what it says (58). */
struct Refused {
  std::string why;
};

inline long long readQuantity(const FIX::Message& request, const Instrument& market) {
  static const std::regex form("\\d{1,12}(\\.\\d{1,2})?");
  const std::string text = fieldOf(request, 38);
  if (!std::regex_match(text, form)) throw Refused{"TRADING_BAD_VOLUME:Order volume = " + text + " is no number of 2 decimals."};
  const long long quantity = std::llround(std::atof(text.c_str()) * 100);
  const std::string least = decimal(market.step / 100.0, 2);
  if (quantity < market.step)
    throw Refused{"TRADING_BAD_VOLUME:Order volume = " + text + " is smaller than minimum allowed volume = " + least + "."};
  if (quantity % market.step != 0)
    throw Refused{"TRADING_BAD_VOLUME:Order volume " + text + " must be multiple of stepVolume=" + least + "."};
  return quantity;
}

/** Price (44) or StopPx (99). */
inline std::string readPrice(const FIX::Message& request, int tag, const Instrument& market) {
  const std::string text = fieldOf(request, tag);
  if (text.empty()) throw Refused{std::string("INVALID_REQUEST:") + (tag == 44 ? "Limit" : "Stop") + " price is expected for the order"};
  const size_t point = text.find('.');
  const size_t decimals = point == std::string::npos ? 0 : text.find_last_not_of('0') - point;
  if (decimals > size_t(market.digits))
    throw Refused{"INVALID_REQUEST:Order price = " + text + " has more digits than symbol allows. Allowed " +
                  std::to_string(market.digits) + " digits"};
  return text;
}

/** ExpireTime (126). */
inline std::string readExpiry(const FIX::Message& request) {
  const std::string text = fieldOf(request, 126);
  if (!text.empty() && text <= utcText(nowInSeconds()))
    throw Refused{"TRADING_BAD_EXPIRATION_DATE:Expiration time is in the past"};
  return text;
}

/** The instrument that a request names. */
inline Instrument& readInstrument(const std::string& id, Venue& venue) {
  Instrument* market = venue.instrument(id);
  if (!market) throw Refused{"SYMBOL_NOT_FOUND:Symbol with id " + id + " is not found"};
  return *market;
}

/** What a NewOrderSingle asks for. */
inline Order readOrder(const FIX::Message& request, Venue& venue) {
  const Instrument& market = readInstrument(fieldOf(request, 55), venue);
  Order order{};
  order.client = fieldOf(request, 11);
  order.symbol = market.id;
  order.side = fieldOf(request, 54);
  order.kind = fieldOf(request, 40);
  order.label = fieldOf(request, 494);
  order.position = fieldOf(request, 721);
  order.quantity = readQuantity(request, market);
  if (order.kind == "2") order.price = readPrice(request, 44, market);
  if (order.kind == "3") order.stop = readPrice(request, 99, market);
  if (order.kind != "1") order.expiry = readExpiry(request);
  if (order.position.empty()) return order;
  const auto position = venue.positions.find(order.position);
  if (position == venue.positions.end() || position->second.symbol != market.id)
    throw Refused{"POSITION_NOT_FOUND:Position with id " + order.position + " not found"};
  order.closes = position->second.isLong != order.buys();
  if (order.closes && order.quantity > position->second.quantity)
    throw Refused{"TRADING_BAD_VOLUME:Order volume " + decimal(order.quantity / 100.0, 2) + " is larger than position volume " +
                  decimal(position->second.quantity / 100.0, 2) + "."};
  return order;
}

/** What a replace changes; what it leaves out stays. Nothing is changed where it is refused. */
inline Order readChange(const FIX::Message& request, const Order& order, Venue& venue) {
  const Instrument& market = *venue.instrument(order.symbol);
  Order changed = order;
  changed.client = fieldOf(request, 11);
  changed.quantity = readQuantity(request, market);
  if (request.isSetField(44)) changed.price = readPrice(request, 44, market);
  if (request.isSetField(99)) changed.stop = readPrice(request, 99, market);
  if (request.isSetField(126)) changed.expiry = readExpiry(request);
  changed.changed = utcText(nowInSeconds());
  return changed;
}
