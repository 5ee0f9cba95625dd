-- random program 126
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
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  say("w1 got " .. q:get())
  do local _ <close> = defer(function()
    say("w1 3 finally")
  end)
    q:put(4)
    say("w1 5 put 4")
  end
  ev:clear()
  local function f8()
    say("w1.f8 9")
    say("w1.f8 11")
    return "f8"
  end
  local function f12()
    say("w1.f12 13")
    if not q:full() then q:put_nowait(14) end
    local function f16()
      say("w1.f12.f16 17")
      do local ok, e = pcall(timeout, 2, function()
        if T.w2 then say("w1.f12.f16 cancels w2 " .. yn(T.w2:cancel())) end
        say("w1.f12.f16 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1.f12.f16 18 timeout") elseif not ok then error(e, 0) end end
      return "f16"
    end
    local function f21()
      say("w1.f12.f21 22")
      if T.w1 then say("w1.f12.f21 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E24", 0)
    end
    do local ok, e = pcall(function() say("w1.f12 15 got " .. table.concat({ gather { spawn("f16", f16), spawn("f21", f21) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f12 15 err " .. kind(e)) else error(e, 0) end end end
    error("E25", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f8", f8), spawn("f12", f12) }, { timeout = nil }) do say("w1 7 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 7 err " .. kind(e)) else error(e, 0) end end end
  say("w1 26 end")
end
local function w2()
  sleep(1)
  say("w2 28")
  do local ok, e = pcall(timeout, 1, function()
    say("w2 31")
    local function f33()
      say("w2.f33 34")
      ev:wait()
      say("w2.f33 36 ev")
      local function f38()
        say("w2.f33.f38 39")
        if not q:empty() then say("w2.f33.f38 took " .. q:get_nowait()) end
        return "f38"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f38", f38) }, { timeout = 0 }) do say("w2.f33 37 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f33 37 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w2.f33 42")
      return "f33"
    end
    do local ok, e = pcall(function() say("w2 32 " .. wait_for(2, spawn("f33", f33))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 32 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      local function f45()
        say("w2.f45 46")
        say("w2.f45 48")
        say("w2.f45 got " .. q:get())
        say("w2.f45 51")
        return "f45"
      end
      local function f52()
        say("w2.f52 53")
        sleep(3)
        say("w2.f52 55")
        sleep(1)
        say("w2.f52 57")
        say("w2.f52 59")
        return "f52"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f45", f45)
        tg:spawn("f52", f52)
        if not q:full() then q:put_nowait(60) end
        ev:wait()
        say("w2 62 ev")
      end)
        if is(e, ErrorGroup) then say("w2 44 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(5)
      say("w2 64")
    end)
      if is(e, Cancelled) then say("w2 43 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 29 timeout") elseif not ok then error(e, 0) end end
  sleep(3)
  say("w2 66")
  sleep(0)
  say("w2 68")
  q:put(69)
  say("w2 70 put 69")
  say("w2 71 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  ev:clear()
  local function f75()
    say("w3.f75 76")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3.f75 78 woken")
    end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f75 79 ok") elseif type(e) == "string" then say("w3.f75 79 err " .. kind(e)) else error(e, 0) end end
    return "f75"
  end
  local function f80()
    say("w3.f80 81")
    if T.w1 then say("w3.f80 cancels w1 " .. yn(T.w1:cancel())) end
    q:put(83)
    say("w3.f80 84 put 83")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f80"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f75", f75)
    tg:spawn("f80", f80)
    ev:wait()
    say("w3 87 ev")
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3 89 ok") elseif type(e) == "string" then say("w3 89 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w3 74 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(5)
  say("w3 92")
  say("w3 93 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(30)
say('main ends')
