-- random program 85
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
  do local ok, e = pcall(function()
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 4 woken")
    end
    local function f6()
      say("w1.f6 7")
      local function f9()
        say("w1.f6.f9 10")
        if T.w3 then say("w1.f6.f9 cancels w3 " .. yn(T.w3:cancel())) end
        if not q:empty() then say("w1.f6.f9 took " .. q:get_nowait()) end
        sleep(0)
        say("w1.f6.f9 14")
        return "f9"
      end
      local function f15()
        say("w1.f6.f15 16")
        if not q:empty() then say("w1.f6.f15 took " .. q:get_nowait()) end
        return "f15"
      end
      local function f18()
        say("w1.f6.f18 19")
        if T.w2 then say("w1.f6.f18 cancels w2 " .. yn(T.w2:cancel())) end
        ev:set()
        ev:set()
        error("E23", 0)
      end
      do local dn, pn = wait({ spawn("f9", f9), spawn("f15", f15), spawn("f18", f18) }, { return_when = "first_error", timeout = 0 })
        say("w1.f6 8 done " .. #dn .. " pending " .. #pn) end
      return "f6"
    end
    local function f24()
      say("w1.f24 25")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f24 27 woken")
      end
      return "f24"
    end
    local function f28()
      say("w1.f28 29")
      local function f31()
        say("w1.f28.f31 32")
        say("w1.f28.f31 34")
        return "f31"
      end
      do local ok, e = pcall(function() say("w1.f28 30 " .. wait_for(3, spawn("f31", f31))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f28 30 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = lk:hold()
        say("w1.f28 36 in")
        say("w1.f28 38")
      end
      current():cancel()
      error("E40", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f6", f6)
      tg:spawn("f24", f24)
      tg:spawn("f28", f28)
      local function f42()
        say("w1.f42 43")
        ev:set()
        error("E45", 0)
      end
      do local ok, e = pcall(function() say("w1 41 " .. wait_for(1, spawn("f42", f42))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 41 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
    end)
      if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled cleanup")
      sleep(1)
      say("w1 1 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  sleep(1)
  say("w1 49")
  say("w1 50 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if not q:full() then q:put_nowait(52) end
  say("w2 53 end")
end
local function w3()
  say("w3 55")
  do local _ <close> = sm:hold()
    say("w3 57 in")
    local function f59()
      say("w3.f59 60")
      ev:clear()
      sleep(1)
      say("w3.f59 63")
      sleep(1)
      say("w3.f59 65")
      return "f59"
    end
    do local ok, e = pcall(function() say("w3 58 " .. wait_for(1, spawn("f59", f59))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 58 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end
  say("w3 68")
  say("w3 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
