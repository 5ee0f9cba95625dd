-- random program 267
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    sleep(1)
    say("w1.f4 7")
    say("w1.f4 size " .. q:size())
    return "f4"
  end
  do local ok, e = pcall(function() say("w1 3 " .. wait_for(0, spawn("f4", f4))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  say("w1 9 end")
end
local function w2()
  local function f11()
    say("w2.f11 12")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w2.f11 15 in")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end
      ev:set()
    end)
      if is(e, Timeout) then say("w2.f11 13 timeout") elseif not ok then error(e, 0) end end
    local function f19()
      say("w2.f11.f19 20")
      if T.w3 then say("w2.f11.f19 cancels w3 " .. yn(T.w3:cancel())) end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f11.f19 22 ok") elseif type(e) == "string" then say("w2.f11.f19 22 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = defer(function()
        sleep(2)
        say("w2.f11.f19 23 finally")
      end)
        sleep(2)
        say("w2.f11.f19 25")
      end
      error("E26", 0)
    end
    local function f27()
      say("w2.f11.f27 28")
      do local _ <close> = defer(function()
        sleep(2)
        say("w2.f11.f27 29 finally")
      end)
        if not q:full() then q:put_nowait(30) end
        if T.w2 then say("w2.f11.f27 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w3 then say("w2.f11.f27 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      error("E33", 0)
    end
    do local ok, e = pcall(function() say("w2.f11 18 got " .. table.concat({ gather { spawn("f19", f19), spawn("f27", f27) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f11 18 err " .. kind(e)) else error(e, 0) end end end
    return "f11"
  end
  do local ok, e = pcall(function() say("w2 10 " .. wait_for(1, spawn("f11", f11))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 10 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(1)
  say("w2 36")
  say("w2 37 end")
end
local function w3()
  if not q:full() then q:put_nowait(38) end
  ev:set()
  say("w3 count " .. current():cancelling())
  say("w3 41 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
sleep(1)
sleep(1)
sleep(30)
say('main ends')
