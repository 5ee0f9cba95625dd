-- random program 125
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    say("w1 barrier " .. br:wait())
  end
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(1)
  say("w1 6")
  say("w1 7 end")
end
local function w2()
  local function f9()
    say("w2.f9 10")
    local function f12()
      say("w2.f9.f12 13")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f9.f12 14 ok") elseif type(e) == "string" then say("w2.f9.f12 14 err " .. kind(e)) else error(e, 0) end end
      local function f16()
        say("w2.f9.f12.f16 17")
        sleep(0)
        say("w2.f9.f12.f16 19")
        ev:clear()
        return "f16"
      end
      do local ok, e = pcall(function() say("w2.f9.f12 15 got " .. table.concat({ gather { spawn("f16", f16) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f9.f12 15 err " .. kind(e)) else error(e, 0) end end end
      return "f12"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12) }, { timeout = nil }) do say("w2.f9 11 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f9 11 err " .. kind(e)) else error(e, 0) end end end
    local function f22()
      say("w2.f9.f22 23")
      say("w2.f9.f22 got " .. q:get())
      q:put(25)
      say("w2.f9.f22 26 put 25")
      sleep(0)
      say("w2.f9.f22 28")
      return "f22"
    end
    local function f29()
      say("w2.f9.f29 30")
      sleep(2)
      say("w2.f9.f29 32")
      do local ok, e = pcall(function()
        say("w2.f9.f29 35")
        if T.w2 then say("w2.f9.f29 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w1 then say("w2.f9.f29 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w2.f9.f29 33 cancelled err")
          error("X33", 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f9.f29 39 in")
        if not q:empty() then say("w2.f9.f29 took " .. q:get_nowait()) end
        ev:set()
        say("w2.f9.f29 43")
      end
      return "f29"
    end
    local function f44()
      say("w2.f9.f44 45")
      ev:set()
      q:put(47)
      say("w2.f9.f44 48 put 47")
      if T.w2 then say("w2.f9.f44 cancels w2 " .. yn(T.w2:cancel())) end
      return "f44"
    end
    do local dn, pn = wait({ spawn("f22", f22), spawn("f29", f29), spawn("f44", f44) }, { return_when = "first_error", timeout = 5 })
      say("w2.f9 21 done " .. #dn .. " pending " .. #pn) end
    return "f9"
  end
  local function f50()
    say("w2.f50 51")
    say("w2.f50 count " .. current():cancelling())
    ev:wait()
    say("w2.f50 54 ev")
    return "f50"
  end
  local function f55()
    say("w2.f55 56")
    sleep(0)
    say("w2.f55 58")
    return "f55"
  end
  for _, x in ipairs(gather({ spawn("f9", f9), spawn("f50", f50), spawn("f55", f55) }, { return_errors = true })) do
    say("w2 8 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(3)
  say("w2 60")
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 64 end")
end
local function w3()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 65 ok") elseif type(e) == "string" then say("w3 65 err " .. kind(e)) else error(e, 0) end end
  local function f67()
    say("w3.f67 68")
    do local _ <close> = sm:hold()
      say("w3.f67 70 in")
      do local _ <close> = lk:hold()
        say("w3.f67 72 in")
        if not q:full() then q:put_nowait(73) end
        say("w3.f67 75")
        sleep(1)
        say("w3.f67 77")
      end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      sleep(0)
      say("w3.f67 80")
    end
    if T.w2 then say("w3.f67 cancels w2 " .. yn(T.w2:cancel())) end
    ev:clear()
    return "f67"
  end
  for _, x in ipairs(gather({ spawn("f67", f67) }, { return_errors = true })) do
    say("w3 66 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:clear()
  say("w3 84 end")
end
local function w4()
  local function f86()
    say("w4.f86 87")
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 1, function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w4.f86 90 ok") elseif type(e) == "string" then say("w4.f86 90 err " .. kind(e)) else error(e, 0) end end
        if T.w4 then say("w4.f86 cancels w4 " .. yn(T.w4:cancel())) end
        say("w4.f86 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w4.f86 89 timeout") elseif not ok then error(e, 0) end end
      ev:clear()
      q:put(94)
      say("w4.f86 95 put 94")
    end)
      if is(e, Cancelled) then say("w4.f86 88 cancelled swallow")
      elseif not ok then error(e, 0) end end
    ev:set()
    current():cancel()
    return "f86"
  end
  local function f98()
    say("w4.f98 99")
    if T.w2 then say("w4.f98 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w1 then say("w4.f98 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f98"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f86", f86)
    tg:spawn("f98", f98)
    if not q:full() then q:put_nowait(102) end
  end)
    if is(e, ErrorGroup) then say("w4 85 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(3)
  say("w4 104")
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  say("w4 107")
  say("w4 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
ev:set()
if not q:full() then q:put_nowait(0) end
ev:set()
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(30)
say('main ends')
