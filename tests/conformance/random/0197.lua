-- random program 197
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
  if not q:full() then q:put_nowait(1) end
  local function f3()
    say("w1.f3 4")
    local function f6()
      say("w1.f3.f6 7")
      sleep(1)
      say("w1.f3.f6 9")
      local function f11()
        say("w1.f3.f6.f11 12")
        if T.w1 then say("w1.f3.f6.f11 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E14", 0)
      end
      local function f15()
        say("w1.f3.f6.f15 16")
        if T.w2 then say("w1.f3.f6.f15 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w3 then say("w1.f3.f6.f15 cancels w3 " .. yn(T.w3:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f15"
      end
      do local dn, pn = wait({ spawn("f11", f11), spawn("f15", f15) }, { return_when = "first", timeout = nil })
        say("w1.f3.f6 10 done " .. #dn .. " pending " .. #pn) end
      error("E20", 0)
    end
    local function f21()
      say("w1.f3.f21 22")
      do local _ <close> = defer(function()
        say("w1.f3.f21 23 finally")
      end)
        say("w1.f3.f21 got " .. q:get())
        sleep(1)
        say("w1.f3.f21 26")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end
      return "f21"
    end
    do local dn, pn = wait({ spawn("f6", f6), spawn("f21", f21) }, { return_when = "first_error", timeout = nil })
      say("w1.f3 5 done " .. #dn .. " pending " .. #pn) end
    return "f3"
  end
  do local dn, pn = wait({ spawn("f3", f3) }, { return_when = "first", timeout = 2 })
    say("w1 2 done " .. #dn .. " pending " .. #pn) end
  say("w1 28 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 29 ok") elseif type(e) == "string" then say("w2 29 err " .. kind(e)) else error(e, 0) end end
  local function f31()
    say("w2.f31 32")
    say("w2.f31 count " .. current():cancelling())
    q:put(34)
    say("w2.f31 35 put 34")
    do local _ <close> = sm:hold()
      say("w2.f31 37 in")
      do local _ <close> = sm:hold()
        say("w2.f31 39 in")
        if T.w3 then say("w2.f31 cancels w3 " .. yn(T.w3:cancel())) end
      end
      do local ok, e = pcall(timeout, 1, function()
        if not q:full() then q:put_nowait(42) end
        sleep(2)
        say("w2.f31 44")
      end)
        if is(e, Timeout) then say("w2.f31 41 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f31 45 ok") elseif type(e) == "string" then say("w2.f31 45 err " .. kind(e)) else error(e, 0) end end
    end
    return "f31"
  end
  local function f46()
    say("w2.f46 47")
    sleep(2)
    say("w2.f46 49")
    ev:wait()
    say("w2.f46 51 ev")
    return "f46"
  end
  local function f52()
    say("w2.f52 53")
    do local _ <close> = defer(function()
      say("w2.f52 54 finally")
    end)
      do local _ <close> = lk:hold()
        say("w2.f52 56 in")
        if T.w2 then say("w2.f52 cancels w2 " .. yn(T.w2:cancel())) end
        say("w2.f52 59")
      end
      say("w2.f52 61")
      sleep(2)
      say("w2.f52 63")
    end
    return "f52"
  end
  do local dn, pn = wait({ spawn("f31", f31), spawn("f46", f46), spawn("f52", f52) }, { return_when = "all", timeout = nil })
    say("w2 30 done " .. #dn .. " pending " .. #pn) end
  q:put(64)
  say("w2 65 put 64")
  ev:clear()
  say("w2 67 end")
end
local function w3()
  local function f69()
    say("w3.f69 70")
    if not q:empty() then say("w3.f69 took " .. q:get_nowait()) end
    return "f69"
  end
  local function f72()
    say("w3.f72 73")
    ev:set()
    do local _ <close> = lk:hold()
      say("w3.f72 76 in")
      sleep(0)
      say("w3.f72 78")
    end
    say("w3.f72 80")
    return "f72"
  end
  local function f81()
    say("w3.f81 82")
    if T.w3 then say("w3.f81 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w3.f81 85")
    say("w3.f81 87")
    return "f81"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f69", f69)
    tg:spawn("f72", f72)
    tg:spawn("f81", f81)
    sleep(2)
    say("w3 89")
  end)
    if is(e, ErrorGroup) then say("w3 68 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  ev:clear()
  say("w3 92 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
if not q:empty() then q:get_nowait() end
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
