-- random program 179
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
  do local ok, e = pcall(function()
    current():cancel()
    say("w1 4")
    if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w1 7 in")
    local function f9()
      say("w1.f9 10")
      do local _ <close> = lk:hold()
        say("w1.f9 12 in")
        if T.w3 then say("w1.f9 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      return "f9"
    end
    local function f14()
      say("w1.f14 15")
      say("w1.f14 got " .. q:get())
      error("E17", 0)
    end
    local function f18()
      say("w1.f18 19")
      say("w1.f18 21")
      sleep(3)
      say("w1.f18 23")
      error("E24", 0)
    end
    do local ok, e = pcall(function() say("w1 8 got " .. table.concat({ gather { spawn("f9", f9), spawn("f14", f14), spawn("f18", f18) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
    sleep(5)
    say("w1 26")
    local function f28()
      say("w1.f28 29")
      say("w1.f28 31")
      do local _ <close> = defer(function()
        sleep(5)
        say("w1.f28 32 finally")
      end)
        sleep(5)
        say("w1.f28 34")
      end
      say("w1.f28 36")
      return "f28"
    end
    local function f37()
      say("w1.f37 38")
      if T.w1 then say("w1.f37 cancels w1 " .. yn(T.w1:cancel())) end
      local function f41()
        say("w1.f37.f41 42")
        current():cancel()
        sleep(2)
        say("w1.f37.f41 45")
        say("w1.f37.f41 count " .. current():cancelling())
        return "f41"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f41", f41) }, { timeout = 0 }) do say("w1.f37 40 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f37 40 err " .. kind(e)) else error(e, 0) end end end
      return "f37"
    end
    local function f47()
      say("w1.f47 48")
      say("w1.f47 got " .. q:get())
      sleep(1)
      say("w1.f47 51")
      if not q:full() then q:put_nowait(52) end
      return "f47"
    end
    do local dn, pn = wait({ spawn("f28", f28), spawn("f37", f37), spawn("f47", f47) }, { return_when = "all", timeout = nil })
      say("w1 27 done " .. #dn .. " pending " .. #pn) end
  end
  sleep(0)
  say("w1 54")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 56 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 58 in")
    ev:clear()
  end
  local function f61()
    say("w2.f61 62")
    say("w2.f61 size " .. q:size())
    q:put(64)
    say("w2.f61 65 put 64")
    sleep(1)
    say("w2.f61 67")
    error("E68", 0)
  end
  local function f69()
    say("w2.f69 70")
    sleep(3)
    say("w2.f69 72")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    q:put(74)
    say("w2.f69 75 put 74")
    return "f69"
  end
  do local dn, pn = wait({ spawn("f61", f61), spawn("f69", f69) }, { return_when = "all", timeout = nil })
    say("w2 60 done " .. #dn .. " pending " .. #pn) end
  say("w2 76 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    local function f81()
      say("w3.f81 82")
      say("w3.f81 84")
      return "f81"
    end
    local function f85()
      say("w3.f85 86")
      sleep(1)
      say("w3.f85 88")
      if T.w1 then say("w3.f85 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f85"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f81", f81)
      tg:spawn("f85", f85)
      sleep(5)
      say("w3 91")
      q:put(92)
      say("w3 93 put 92")
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w3 80 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 77 timeout") elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(1)
  say("w3 97")
  say("w3 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
