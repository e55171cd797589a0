#pragma once

#include "readOrder.h"
#include "reports.h"

/** What TRADE answers. */
class Requests {
public:
  explicit Requests(Venue& account) : venue(account) {}

  Reports answer(const FIX::Message& request) {
    const std::string type = typeOf(request);
    if (type == "D") return place(request);
    if (type == "F" || type == "G") return change(request);
    if (type == "H") return status(request);
    if (type == "AF") return list(request);
    if (type == "AN") return positions(request);
    if (type == "x") return instruments(request);
    return ::refuse(request, "INVALID_REQUEST:Unsupported message type " + type);
  }

  /** As the fault `refuse` has it. */
  Reports refuse(const FIX::Message& request) {
    const std::string type = typeOf(request), why = "TRADING_DISABLED:Trading is disabled";
    if (type == "D") return refuseOrder(request, why);
    const Order* order = type == "F" || type == "G" ? find(request) : nullptr;
    return order ? refuseChange(request, *order, why) : ::refuse(request, why);
  }

  /** Fills what the prices of a symbol reach. */
  Reports cross(const std::string& symbol) {
    Reports reports;
    for (Order& order : venue.orders)
      if (order.symbol == symbol) settle(order, reports);
    return reports;
  }

  Reports expire() {
    Reports reports;
    const std::string now = utcText(nowInSeconds());
    for (Order& order : venue.orders)
      if (order.isOpen() && !order.expiry.empty() && order.expiry <= now) end(order, "C", reports);
    return reports;
  }

private:
  void settle(Order& order, Reports& reports) {
    if (!order.isOpen() || !venue.crosses(order)) return;
    venue.fill(order);
    reports.push_back({reportOf(order, "F"), true});
    // Orders that were to close a position end with it.
    for (Order& other : venue.orders)
      if (other.isOpen() && other.closes && !venue.positions.count(other.position)) end(other, "4", reports);
  }

  void end(Order& order, const std::string& status, Reports& reports) {
    venue.end(order, status);
    reports.push_back({reportOf(order, status), true});
  }

  Order* find(const FIX::Message& request) { return venue.find(fieldOf(request, 37), fieldOf(request, 41)); }

  Reports place(const FIX::Message& request) {
    const std::string symbol = fieldOf(request, 55);
    if (symbol.find_first_not_of("0123456789") != std::string::npos)
      return ::refuse(request, "Symbol(55) must be numeric. But it is " + symbol);
    try {
      Order& order = venue.accept(readOrder(request, venue));
      Reports reports{{reportOf(order, "0"), true}};
      settle(order, reports);
      return reports;
    } catch (Refused& refused) {
      return refuseOrder(request, refused.why);
    }
  }

  /** The report of a cancel has both ids; that of a replace the new one alone, which the order has from then on. */
  Reports change(const FIX::Message& request) {
    Order* order = find(request);
    if (!order) return refuseAsNotFound(request);
    if (!order->isOpen()) return refuseChange(request, *order, "Order is not open");
    Reports reports;
    try {
      if (typeOf(request) == "F") {
        end(*order, "4", reports);
        for (const int tag : {11, 41}) reports.front().message.setField(tag, request.getField(tag));
        return reports;
      }
      *order = readChange(request, *order, venue);
      reports.push_back({reportOf(*order, "5"), true});
      settle(*order, reports);
      return reports;
    } catch (Refused& refused) {
      return refuseChange(request, *order, refused.why);
    }
  }

  Reports status(const FIX::Message& request) {
    const Order* order = venue.find("", fieldOf(request, 11));
    return order ? only(reportOf(*order, "I")) : refuseAsNotFound(request);
  }

  Reports list(const FIX::Message& request) {
    const std::string kind = fieldOf(request, 585), before = fieldOf(request, 225);
    if (kind != "1" && kind != "7") return ::refuse(request, "INVALID_REQUEST:MassStatusReqType should be either 1 or 7");
    Reports reports;
    const Order* single = venue.find(fieldOf(request, 37), fieldOf(request, 11));
    for (const Order& order : venue.orders)
      if (kind == "1" ? &order == single : order.isOpen() && (before.empty() || order.created < before))
        reports.push_back({reportOf(order, "I"), false});
    for (Report& report : reports) {
      report.message.setField(584, fieldOf(request, 584));
      report.message.setField(911, std::to_string(reports.size()));
    }
    return reports.empty() ? ::refuse(request, "ORDER_NOT_FOUND:No orders are found") : reports;
  }

  Reports positions(const FIX::Message& request) {
    const std::string id = fieldOf(request, 710), wanted = fieldOf(request, 721);
    Reports reports;
    for (const auto& known : venue.positions) {
      const Position& position = known.second;
      if (!wanted.empty() && wanted != position.id) continue;
      const std::string entry = venue.instrument(position.symbol)->price(position.entry);
      FIX::Message report =
          makeMessage("AP", {{710, id}, {721, position.id}, {728, "0"}, {55, position.symbol}, {730, entry}});
      const std::string held = quantityText(position.quantity);
      addEntry(report, 702, {{704, position.isLong ? held : "0"}, {705, position.isLong ? "0" : held}});
      reports.push_back({report, false});
    }
    for (Report& report : reports) report.message.setField(727, std::to_string(reports.size()));
    return reports.empty() ? only(makeMessage("AP", {{710, id}, {727, "0"}, {728, "2"}})) : reports;
  }

  Reports instruments(const FIX::Message& request) {
    const std::string id = fieldOf(request, 320), wanted = fieldOf(request, 55);
    const bool isAsked = fieldOf(request, 559) == "0", isKnown = wanted.empty() || venue.instrument(wanted);
    FIX::Message list = makeMessage("y", {{320, id}, {322, "responce:" + id}, {560, !isAsked ? "5" : isKnown ? "0" : "2"}});
    for (const Instrument& known : venue.instruments)
      if (isAsked && (wanted.empty() || wanted == known.id))
        addEntry(list, 146, {{55, known.id}, {1007, known.name}, {1008, std::to_string(known.digits)}});
    return only(list);
  }

  Venue& venue;
};
