-- random program 220
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
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local ok, e = pcall(timeout, 3, function()
    do local _ <close> = lk:hold()
      say("w1 4 in")
      do local _ <close> = defer(function()
        say("w1 5 finally")
      end)
        say("w1 got " .. q:get())
        if not q:full() then q:put_nowait(7) end
      end
    end
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  local function f9()
    say("w1.f9 10")
    local function f12()
      say("w1.f9.f12 13")
      if not q:empty() then say("w1.f9.f12 took " .. q:get_nowait()) end
      error("E15", 0)
    end
    local function f16()
      say("w1.f9.f16 17")
      local function f19()
        say("w1.f9.f16.f19 20")
        say("w1.f9.f16.f19 22")
        q:put(23)
        say("w1.f9.f16.f19 24 put 23")
        error("E25", 0)
      end
      local function f26()
        say("w1.f9.f16.f26 27")
        say("w1.f9.f16.f26 29")
        return "f26"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f19", f19)
        tg:spawn("f26", f26)
        q:put(30)
        say("w1.f9.f16 31 put 30")
        sleep(5)
        say("w1.f9.f16 33")
      end)
        if is(e, ErrorGroup) then say("w1.f9.f16 18 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f35()
        say("w1.f9.f16.f35 36")
        say("w1.f9.f16.f35 38")
        error("E39", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f35", f35)
        say("w1.f9.f16 41")
      end)
        if is(e, ErrorGroup) then say("w1.f9.f16 34 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        if T.w4 then say("w1.f9.f16 cancels w4 " .. yn(T.w4:cancel())) end
        ev:clear()
        if not q:empty() then say("w1.f9.f16 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f9.f16 42 timeout") elseif not ok then error(e, 0) end end
      return "f16"
    end
    local function f46()
      say("w1.f9.f46 47")
      say("w1.f9.f46 barrier " .. br:wait())
      sleep(1)
      say("w1.f9.f46 50")
      return "f46"
    end
    do local dn, pn = wait({ spawn("f12", f12), spawn("f16", f16), spawn("f46", f46) }, { return_when = "first_error", timeout = 5 })
      say("w1.f9 11 done " .. #dn .. " pending " .. #pn) end
    return "f9"
  end
  do local dn, pn = wait({ spawn("f9", f9) }, { return_when = "all", timeout = 3 })
    say("w1 8 done " .. #dn .. " pending " .. #pn) end
  say("w1 barrier " .. br:wait())
  sleep(0)
  say("w1 53")
  say("w1 54 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f58()
    say("w2.f58 59")
    if T.w2 then say("w2.f58 cancels w2 " .. yn(T.w2:cancel())) end
    return "f58"
  end
  local function f61()
    say("w2.f61 62")
    if T.w2 then say("w2.f61 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f61"
  end
  local function f64()
    say("w2.f64 65")
    say("w2.f64 count " .. current():cancelling())
    say("w2.f64 barrier " .. br:wait())
    return "f64"
  end
  do local dn, pn = wait({ spawn("f58", f58), spawn("f61", f61), spawn("f64", f64) }, { return_when = "first", timeout = nil })
    say("w2 57 done " .. #dn .. " pending " .. #pn) end
  say("w2 68 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    say("w3 71")
    if not q:full() then q:put_nowait(72) end
  end)
    if is(e, Timeout) then say("w3 69 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w3 74 in")
    say("w3 76")
    sleep(1)
    say("w3 78")
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  end
  ev:clear()
  say("w3 82")
  say("w3 83 end")
end
local function w4()
  local function f85()
    say("w4.f85 86")
    sleep(1)
    say("w4.f85 88")
    error("E89", 0)
  end
  local function f90()
    say("w4.f90 91")
    sleep(1)
    say("w4.f90 93")
    sleep(5)
    say("w4.f90 95")
    if T.w3 then say("w4.f90 cancels w3 " .. yn(T.w3:cancel())) end
    return "f90"
  end
  local function f97()
    say("w4.f97 98")
    if T.w3 then say("w4.f97 cancels w3 " .. yn(T.w3:cancel())) end
    if not q:empty() then say("w4.f97 took " .. q:get_nowait()) end
    sleep(0)
    say("w4.f97 102")
    return "f97"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f85", f85), spawn("f90", f90), spawn("f97", f97) }, { timeout = nil }) do say("w4 84 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 84 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 104 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
sleep(2)
if not q:full() then q:put_nowait(0) end
sleep(0)
sleep(30)
say('main ends')
