-- random program 186
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
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    if not q:full() then q:put_nowait(2) end
  end
  do local _ <close> = lk:hold()
    say("w1 4 in")
    ev:set()
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
        say("w1 10")
      end)
        if is(e, Cancelled) then say("w1 7 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1 6 cancelled cleanup")
        sleep(0)
        say("w1 6 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    local function f12()
      say("w1.f12 13")
      sleep(1)
      say("w1.f12 15")
      sleep(0)
      say("w1.f12 17")
      ev:set()
      return "f12"
    end
    local function f19()
      say("w1.f19 20")
      q:put(21)
      say("w1.f19 22 put 21")
      if T.w5 then say("w1.f19 cancels w5 " .. yn(T.w5:cancel())) end
      sleep(0)
      say("w1.f19 25")
      return "f19"
    end
    for _, x in ipairs(gather({ spawn("f12", f12), spawn("f19", f19) }, { return_errors = true })) do
      say("w1 11 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  say("w1 26 end")
end
local function w2()
  sleep(1)
  say("w2 28")
  ev:set()
  ev:wait()
  say("w2 31 ev")
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(timeout, 5, function()
      if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
      local function f36()
        say("w2.f36 37")
        current():cancel()
        say("w2.f36 count " .. current():cancelling())
        error("E40", 0)
      end
      do local ok, e = pcall(function() say("w2 35 " .. wait_for(2, spawn("f36", f36))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 35 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w2 33 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 32 timeout") elseif not ok then error(e, 0) end end
  say("w2 41 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = lk:hold()
      say("w3 44 in")
      q:put(45)
      say("w3 46 put 45")
      ev:set()
    end
  end)
    if is(e, Timeout) then say("w3 42 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w3 49 end")
end
local function w4()
  local function f51()
    say("w4.f51 52")
    local function f54()
      say("w4.f51.f54 55")
      sleep(0)
      say("w4.f51.f54 57")
      do local ok, e = pcall(timeout, 1, function()
        q:put(59)
        say("w4.f51.f54 60 put 59")
        sleep(0)
        say("w4.f51.f54 62")
      end)
        if is(e, Timeout) then say("w4.f51.f54 58 timeout") elseif not ok then error(e, 0) end end
      sleep(1)
      say("w4.f51.f54 64")
      return "f54"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f54", f54)
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, ErrorGroup) then say("w4.f51 53 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    error("E67", 0)
  end
  local function f68()
    say("w4.f68 69")
    sleep(0)
    say("w4.f68 71")
    return "f68"
  end
  do local dn, pn = wait({ spawn("f51", f51), spawn("f68", f68) }, { return_when = "first", timeout = nil })
    say("w4 50 done " .. #dn .. " pending " .. #pn) end
  say("w4 73")
  say("w4 75")
  if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 77 end")
end
local function w5()
  local function f79()
    say("w5.f79 80")
    say("w5.f79 barrier " .. br:wait())
    return "f79"
  end
  for _, x in ipairs(gather({ spawn("f79", f79) }, { return_errors = true })) do
    say("w5 78 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w5 83")
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  current():cancel()
  say("w5 87 end")
end
local function w6()
  sleep(2)
  say("w6 89")
  local function f91()
    say("w6.f91 92")
    do local _ <close> = defer(function()
      say("w6.f91 93 finally")
    end)
      do local ok, e = pcall(function() shield(T.w3) end)
        if ok then say("w6.f91 94 ok") elseif type(e) == "string" then say("w6.f91 94 err " .. kind(e)) else error(e, 0) end end
    end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(2)
    say("w6.f91 97")
    return "f91"
  end
  local function f98()
    say("w6.f98 99")
    sleep(0)
    say("w6.f98 101")
    if T.w4 then say("w6.f98 cancels w4 " .. yn(T.w4:cancel())) end
    say("w6.f98 104")
    return "f98"
  end
  local function f105()
    say("w6.f105 106")
    sleep(2)
    say("w6.f105 108")
    sleep(0)
    say("w6.f105 110")
    sleep(0)
    say("w6.f105 112")
    return "f105"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f91", f91)
    tg:spawn("f98", f98)
    tg:spawn("f105", f105)
    if not q:empty() then say("w6 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w6 90 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 114 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(3)
sleep(30)
say('main ends')
