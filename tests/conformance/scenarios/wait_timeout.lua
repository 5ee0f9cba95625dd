-- WA-5: at the timeout it returns the split, raises nothing, cancels nobody
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

local function w(name, ms)
  sleep(ms)
  say(name .. " ends")
end

local function names(ts)
  local l = {}
  for i, t in ipairs(ts) do l[i] = t:name() end
  table.sort(l)
  return #l > 0 and table.concat(l, " ") or "-"
end

local ts = { spawn("A", w, "A", 30), spawn("B", w, "B", 10), spawn("C", w, "C", 20) }
local done, pending = wait(ts, { timeout = 15 })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait(ts, { timeout = 0 })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait(ts, { return_when = "first", timeout = 5 })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait(pending, { return_when = "first", timeout = 5 })
say("done " .. names(done) .. " pending " .. names(pending) .. ", cancelling " .. ts[1]:cancelling())
done, pending = wait(ts, { timeout = 1000 })
say("done " .. names(done) .. " pending " .. names(pending))
