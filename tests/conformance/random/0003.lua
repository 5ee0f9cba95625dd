-- random program 3
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    say("w1.f2 barrier " .. br:wait())
    error("E5", 0)
  end
  local function f6()
    say("w1.f6 7")
    say("w1.f6 count " .. current():cancelling())
    if not q:full() then q:put_nowait(9) end
    return "f6"
  end
  local function f10()
    say("w1.f10 11")
    local function f13()
      say("w1.f10.f13 14")
      do local ok, e = pcall(timeout, 1, function()
        sleep(5)
        say("w1.f10.f13 17")
      end)
        if is(e, Timeout) then say("w1.f10.f13 15 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f10.f13 19 woken")
      end
      return "f13"
    end
    local function f20()
      say("w1.f10.f20 21")
      sleep(1)
      say("w1.f10.f20 23")
      local function f25()
        say("w1.f10.f20.f25 26")
        say("w1.f10.f20.f25 28")
        ev:clear()
        return "f25"
      end
      do local dn, pn = wait({ spawn("f25", f25) }, { return_when = "first_error", timeout = 2 })
        say("w1.f10.f20 24 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f10.f20 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1.f10.f20 30 timeout") elseif not ok then error(e, 0) end end
      error("E32", 0)
    end
    local function f33()
      say("w1.f10.f33 34")
      local function f36()
        say("w1.f10.f33.f36 37")
        if not q:empty() then say("w1.f10.f33.f36 took " .. q:get_nowait()) end
        ev:wait()
        say("w1.f10.f33.f36 40 ev")
        return "f36"
      end
      do local ok, e = pcall(function() say("w1.f10.f33 35 got " .. table.concat({ gather { spawn("f36", f36) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f10.f33 35 err " .. kind(e)) else error(e, 0) end end end
      return "f33"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f13", f13)
      tg:spawn("f20", f20)
      tg:spawn("f33", f33)
      local function f42()
        say("w1.f10.f42 43")
        ev:set()
        q:put(45)
        say("w1.f10.f42 46 put 45")
        say("w1.f10.f42 48")
        return "f42"
      end
      local function f49()
        say("w1.f10.f49 50")
        sleep(2)
        say("w1.f10.f49 52")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        sleep(1)
        say("w1.f10.f49 55")
        return "f49"
      end
      do local dn, pn = wait({ spawn("f42", f42), spawn("f49", f49) }, { return_when = "all", timeout = 3 })
        say("w1.f10 41 done " .. #dn .. " pending " .. #pn) end
      sleep(2)
      say("w1.f10 57")
      sleep(2)
      say("w1.f10 59")
    end)
      if is(e, ErrorGroup) then say("w1.f10 12 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w1.f10 61")
    return "f10"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f6", f6), spawn("f10", f10) }, { timeout = nil }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  say("w1 63")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:full() then q:put_nowait(65) end
  say("w1 67")
  say("w1 68 end")
end
local function w2()
  local function f70()
    say("w2.f70 71")
    local function f73()
      say("w2.f70.f73 74")
      if T.w1 then say("w2.f70.f73 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E76", 0)
    end
    for _, x in ipairs(gather({ spawn("f73", f73) }, { return_errors = true })) do
      say("w2.f70 72 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w2.f70 barrier " .. br:wait())
    return "f70"
  end
  do local ok, e = pcall(function() say("w2 69 " .. wait_for(1, spawn("f70", f70))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 69 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  ev:wait()
  say("w2 80 ev")
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 82 end")
end
local function w3()
  sleep(2)
  say("w3 84")
  do local _ <close> = lk:hold()
    say("w3 86 in")
    ev:clear()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 89 woken")
    end
  end
  if not q:full() then q:put_nowait(90) end
  say("w3 91 end")
end
local function w4()
  local function f93()
    say("w4.f93 94")
    say("w4.f93 barrier " .. br:wait())
    local function f97()
      say("w4.f93.f97 98")
      say("w4.f93.f97 size " .. q:size())
      return "f97"
    end
    do local ok, e = pcall(function() say("w4.f93 96 " .. wait_for(5, spawn("f97", f97))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f93 96 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    return "f93"
  end
  local function f101()
    say("w4.f101 102")
    ev:set()
    ev:wait()
    say("w4.f101 105 ev")
    if not q:empty() then say("w4.f101 took " .. q:get_nowait()) end
    return "f101"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f93", f93)
    tg:spawn("f101", f101)
    q:put(107)
    say("w4 108 put 107")
    say("w4 110")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w4 92 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 112 ok") elseif type(e) == "string" then say("w4 112 err " .. kind(e)) else error(e, 0) end end
  say("w4 114")
  if not q:full() then q:put_nowait(115) end
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 117 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
