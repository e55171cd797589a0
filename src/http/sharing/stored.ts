import { LONGEST_COOLDOWN } from '../Cooldowns.js';
import { STORED } from './times.js';

/**
 * Parts of the script SETTLE: they read what is stored. Others may write into Redis as well, and its clock may be set back: what no
 * process stores, or what is dated after that clock, is dropped and counted, or all who share would stand still because of it.
 */

/** Salt, age and what each process told last. It needs `told` and `now`. */
export const READ_RECORDS = `
local dropped = 0
local function drop(command, key, name)
  redis.call(command, key, name)
  dropped = dropped + 1
end
local function isNumber(value) return type(value) == 'number' and value > -1e15 and value < 1e15 end

local salt = redis.call('HGET', KEYS[2], 'salt')
if salt and not (#salt == #told.salt and string.match(salt, '^[%w_-]+$')) then
  drop('HDEL', KEYS[2], 'salt')
  salt = false
end
if not salt then
  salt = told.salt
  redis.call('HSET', KEYS[2], 'salt', salt)
end
local began = redis.call('HGET', KEYS[2], 'began')
if began and not (isNumber(tonumber(began)) and tonumber(began) <= now + told.patience) then
  drop('HDEL', KEYS[2], 'began')
  began = false
end
if not began then
  began = now
  redis.call('HSET', KEYS[2], 'began', string.format('%d', began))
end
redis.call('PEXPIRE', KEYS[2], ${STORED})
local young = now < tonumber(began) + told.lasts

local function isRecord(record)
  if type(record) ~= 'table' or type(record.limits) ~= 'table' then return false end
  if not isNumber(record.sequence) or not isNumber(record.heard) or record.heard > now + told.patience then return false end
  for _, lease in pairs(record.limits) do
    if type(lease) ~= 'table' then return false end
    for _, name in ipairs({ 'has', 'share', 'next', 'since', 'firm', 'wish', 'over' }) do
      if not isNumber(lease[name]) then return false end
    end
    if lease.over > now + ${STORED} then return false end
  end
  return true
end
local records = {}
local stored = redis.call('HGETALL', KEYS[3])
for i = 1, #stored, 2 do
  local read, record = pcall(cjson.decode, stored[i + 1])
  if read and isRecord(record) then records[stored[i]] = record else drop('HDEL', KEYS[3], stored[i]) end
end
`;

/** What an exchange has said. None is longer than it is left alone for at most. */
export const READ_COOLDOWNS = `
local cooldowns = {}
redis.call('PEXPIRE', KEYS[4], ${STORED})
local noted = redis.call('HGETALL', KEYS[4])
for i = 1, #noted, 2 do
  local digits, reason = string.match(noted[i + 1], '^(%d+) (.*)$')
  local till = tonumber(digits)
  if not till then
    drop('HDEL', KEYS[4], noted[i])
  elseif till <= now then
    redis.call('HDEL', KEYS[4], noted[i])
  else
    if till > now + told.patience + ${LONGEST_COOLDOWN} then
      till = now + ${LONGEST_COOLDOWN}
      redis.call('HSET', KEYS[4], noted[i], string.format('%d %s', till, reason))
      dropped = dropped + 1
    end
    for _, value in ipairs({ noted[i], tostring(till - now), reason }) do cooldowns[#cooldowns + 1] = value end
  end
end
`;
