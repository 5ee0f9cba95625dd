-- RUN-4: errors while the rest is cancelled do not change the end; tasks that
-- swallow it are waited for
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

local function w(name, how)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say(name .. " cancelled")
    if how == "error" then error(name, 0) end
    if how == "swallow" then
      sleep(20)
      say(name .. " ends")
      return
    end
    error(e, 0)
  end
end

spawn("A", w, "A", "error")
spawn("B", w, "B", "swallow")
spawn("C", w, "C", "cancel")
sleep(5)
say("main ends")
