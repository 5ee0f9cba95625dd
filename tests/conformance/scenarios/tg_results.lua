-- TG-1: results are asked for after the block
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function w(ms)
  sleep(ms)
  return ms
end

local ts = {}
task_group(function(tg)
  for i, ms in ipairs { 30, 10, 20 } do ts[i] = tg:spawn("W" .. ms, w, ms) end
  local ok, e = pcall(ts[1].result, ts[1])
  if is(e, InvalidState) then say("not yet") end
end)
say(ts[1]:result() .. " " .. ts[2]:result() .. " " .. ts[3]:result())
