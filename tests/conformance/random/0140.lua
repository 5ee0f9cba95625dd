-- random program 140
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    return "f2"
  end
  local function f5()
    say("w1.f5 6")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f5 8 woken")
    end
    local function f10()
      say("w1.f5.f10 11")
      sleep(1)
      say("w1.f5.f10 13")
      if T.w3 then say("w1.f5.f10 cancels w3 " .. yn(T.w3:cancel())) end
      error("E15", 0)
    end
    local function f16()
      say("w1.f5.f16 17")
      do local ok, e = pcall(function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Cancelled) then say("w1.f5.f16 18 cancelled cleanup")
          sleep(2)
          say("w1.f5.f16 18 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      if not q:full() then q:put_nowait(20) end
      return "f16"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f10", f10), spawn("f16", f16) }, { timeout = nil }) do say("w1.f5 9 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5 9 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    return "f5"
  end
  local function f22()
    say("w1.f22 23")
    do local ok, e = pcall(timeout, 0, function()
      local function f26()
        say("w1.f22.f26 27")
        sleep(2)
        say("w1.f22.f26 29")
        ev:set()
        return "f26"
      end
      local function f31()
        say("w1.f22.f31 32")
        current():cancel()
        ev:wait()
        say("w1.f22.f31 35 ev")
        if T.w3 then say("w1.f22.f31 cancels w3 " .. yn(T.w3:cancel())) end
        error("E37", 0)
      end
      local function f38()
        say("w1.f22.f38 39")
        if not q:full() then q:put_nowait(40) end
        return "f38"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f26", f26)
        tg:spawn("f31", f31)
        tg:spawn("f38", f38)
      end)
        if is(e, ErrorGroup) then say("w1.f22 25 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local _ <close> = defer(function()
        say("w1.f22 41 finally")
      end)
        if T.w3 then say("w1.f22 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w3 then say("w1.f22 cancels w3 " .. yn(T.w3:cancel())) end
      end
      do local _ <close> = sm:hold()
        say("w1.f22 45 in")
        if not q:full() then q:put_nowait(46) end
        if T.w3 then say("w1.f22 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:wait()
        say("w1.f22 49 ev")
      end
    end)
      if is(e, Timeout) then say("w1.f22 24 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = sm:hold()
        say("w1.f22 52 in")
        if not q:empty() then say("w1.f22 took " .. q:get_nowait()) end
        sleep(2)
        say("w1.f22 55")
      end
      local function f57()
        say("w1.f22.f57 58")
        sleep(5)
        say("w1.f22.f57 60")
        sleep(2)
        say("w1.f22.f57 62")
        error("E63", 0)
      end
      local function f64()
        say("w1.f22.f64 65")
        if T.w1 then say("w1.f22.f64 cancels w1 " .. yn(T.w1:cancel())) end
        error("E67", 0)
      end
      do local dn, pn = wait({ spawn("f57", f57), spawn("f64", f64) }, { return_when = "all", timeout = 1 })
        say("w1.f22 56 done " .. #dn .. " pending " .. #pn) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w1.f22 50 timeout") elseif not ok then error(e, 0) end end
    say("w1.f22 70")
    return "f22"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f5", f5)
    tg:spawn("f22", f22)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 72 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 74 in")
    local function f76()
      say("w2.f76 77")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = lk:hold()
        say("w2.f76 80 in")
        if not q:empty() then say("w2.f76 took " .. q:get_nowait()) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f76 82 ok") elseif type(e) == "string" then say("w2.f76 82 err " .. kind(e)) else error(e, 0) end end
      end
      return "f76"
    end
    local function f83()
      say("w2.f83 84")
      sleep(5)
      say("w2.f83 86")
      sleep(1)
      say("w2.f83 88")
      return "f83"
    end
    local function f89()
      say("w2.f89 90")
      sleep(1)
      say("w2.f89 92")
      ev:wait()
      say("w2.f89 94 ev")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f89 95 ok") elseif type(e) == "string" then say("w2.f89 95 err " .. kind(e)) else error(e, 0) end end
      return "f89"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f76", f76)
      tg:spawn("f83", f83)
      tg:spawn("f89", f89)
    end)
      if is(e, ErrorGroup) then say("w2 75 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  sleep(0)
  say("w2 97")
  if not q:full() then q:put_nowait(98) end
  say("w2 got " .. q:get())
  say("w2 100 end")
end
local function w3()
  say("w3 102")
  say("w3 count " .. current():cancelling())
  sleep(5)
  say("w3 105")
  say("w3 106 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
