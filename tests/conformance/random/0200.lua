-- random program 200
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  ev:wait()
  say("w1 2 ev")
  say("w1 size " .. q:size())
  say("w1 4 end")
end
local function w2()
  say("w2 6")
  do local ok, e = pcall(function()
    say("w2 9")
  end)
    if is(e, Cancelled) then say("w2 7 cancelled err")
      error("X7", 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      ev:set()
    end)
      if is(e, Cancelled) then say("w2 11 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Cancelled) then say("w2 10 cancelled cleanup")
      sleep(2)
      say("w2 10 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(3)
  say("w2 15")
  say("w2 16 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 18 ok") elseif type(e) == "string" then say("w3 18 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  ev:clear()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  say("w3 22 end")
end
local function w4()
  if not q:full() then q:put_nowait(23) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 25 woken")
  end
  local function f27()
    say("w4.f27 28")
    if T.w3 then say("w4.f27 cancels w3 " .. yn(T.w3:cancel())) end
    sleep(1)
    say("w4.f27 31")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f27"
  end
  do local ok, e = pcall(function() say("w4 26 got " .. table.concat({ gather { spawn("f27", f27) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 26 err " .. kind(e)) else error(e, 0) end end end
  say("w4 33 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
