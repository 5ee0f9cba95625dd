-- CAN-19: another error raised while Cancelled is handled replaces it
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

local function w(how)
  local ok, e = pcall(function()
    local _ <close> = defer(function()
      if how == "finally" then error("in finally", 0) end
    end)
    sleep(1000)
  end)
  if is(e, Cancelled) and how == "handler" then error("in handler", 0) end
  if not ok then error(e, 0) end
end

for _, how in ipairs { "finally", "handler", "none" } do
  local t = spawn("T", w, how)
  sleep(1)
  t:cancel()
  local ok, e = pcall(t.await, t)
  if is(e, Cancelled) then
    say(how .. ": Cancelled, cancelled " .. yn(t:cancelled()))
  elseif not ok then
    say(how .. ": " .. kind(e) .. ", cancelled " .. yn(t:cancelled()))
  end
end
