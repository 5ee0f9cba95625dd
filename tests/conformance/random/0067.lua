-- random program 67
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
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  local function f3()
    say("w1.f3 4")
    if not q:empty() then say("w1.f3 took " .. q:get_nowait()) end
    sleep(1)
    say("w1.f3 7")
    return "f3"
  end
  local function f8()
    say("w1.f8 9")
    do local ok, e = pcall(function()
      sleep(3)
      say("w1.f8 12")
    end)
      if is(e, Cancelled) then say("w1.f8 10 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f8"
  end
  local function f13()
    say("w1.f13 14")
    local function f16()
      say("w1.f13.f16 17")
      local function f19()
        say("w1.f13.f16.f19 20")
        sleep(1)
        say("w1.f13.f16.f19 22")
        say("w1.f13.f16.f19 got " .. q:get())
        current():cancel()
        return "f19"
      end
      local function f25()
        say("w1.f13.f16.f25 26")
        ev:set()
        if not q:full() then q:put_nowait(28) end
        say("w1.f13.f16.f25 30")
        return "f25"
      end
      local function f31()
        say("w1.f13.f16.f31 32")
        if not q:empty() then say("w1.f13.f16.f31 took " .. q:get_nowait()) end
        return "f31"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f19", f19)
        tg:spawn("f25", f25)
        tg:spawn("f31", f31)
      end)
        if is(e, ErrorGroup) then say("w1.f13.f16 18 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w2 then say("w1.f13.f16 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f16"
    end
    do local dn, pn = wait({ spawn("f16", f16) }, { return_when = "all", timeout = nil })
      say("w1.f13 15 done " .. #dn .. " pending " .. #pn) end
    sleep(1)
    say("w1.f13 36")
    return "f13"
  end
  do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3), spawn("f8", f8), spawn("f13", f13) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  if not q:full() then q:put_nowait(38) end
  say("w1 40")
  say("w1 41 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 42 ok") elseif type(e) == "string" then say("w2 42 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  if not q:full() then q:put_nowait(44) end
  local function f46()
    say("w2.f46 47")
    if not q:empty() then say("w2.f46 took " .. q:get_nowait()) end
    return "f46"
  end
  local function f49()
    say("w2.f49 50")
    if not q:full() then q:put_nowait(51) end
    error("E52", 0)
  end
  local function f53()
    say("w2.f53 54")
    if not q:full() then q:put_nowait(55) end
    ev:set()
    return "f53"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f46", f46)
    tg:spawn("f49", f49)
    tg:spawn("f53", f53)
  end)
    if is(e, ErrorGroup) then say("w2 45 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 57 end")
end
local function w3()
  local function f59()
    say("w3.f59 60")
    if T.w2 then say("w3.f59 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(3)
    say("w3.f59 63")
    return "f59"
  end
  local function f64()
    say("w3.f64 65")
    local function f67()
      say("w3.f64.f67 68")
      if not q:full() then q:put_nowait(69) end
      say("w3.f64.f67 count " .. current():cancelling())
      say("w3.f64.f67 got " .. q:get())
      error("E72", 0)
    end
    local function f73()
      say("w3.f64.f73 74")
      ev:clear()
      error("E76", 0)
    end
    local function f77()
      say("w3.f64.f77 78")
      ev:set()
      if T.w1 then say("w3.f64.f77 cancels w1 " .. yn(T.w1:cancel())) end
      sleep(1)
      say("w3.f64.f77 82")
      return "f77"
    end
    do local dn, pn = wait({ spawn("f67", f67), spawn("f73", f73), spawn("f77", f77) }, { return_when = "first", timeout = nil })
      say("w3.f64 66 done " .. #dn .. " pending " .. #pn) end
    if T.w3 then say("w3.f64 cancels w3 " .. yn(T.w3:cancel())) end
    return "f64"
  end
  for _, x in ipairs(gather({ spawn("f59", f59), spawn("f64", f64) }, { return_errors = true })) do
    say("w3 58 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:clear()
  say("w3 count " .. current():cancelling())
  say("w3 86 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
sleep(3)
sleep(5)
say('main ends')
