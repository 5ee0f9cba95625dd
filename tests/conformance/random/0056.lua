-- random program 56
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
    if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    do local _ <close> = sm:hold()
      say("w1.f2 6 in")
      sleep(2)
      say("w1.f2 8")
      say("w1.f2 count " .. current():cancelling())
      if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
    end
    say("w1.f2 12")
    return "f2"
  end
  local function f13()
    say("w1.f13 14")
    sleep(5)
    say("w1.f13 16")
    error("E17", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f13", f13)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:wait()
  say("w1 19 ev")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 21 woken")
  end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 23 end")
end
local function w2()
  say("w2 size " .. q:size())
  if not q:full() then q:put_nowait(25) end
  say("w2 26 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 29 woken")
    end
    ev:clear()
    sleep(1)
    say("w3 32")
  end)
    if is(e, Cancelled) then say("w3 27 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  local function f34()
    say("w3.f34 35")
    if not q:full() then q:put_nowait(36) end
    error("E37", 0)
  end
  local function f38()
    say("w3.f38 39")
    local function f41()
      say("w3.f38.f41 42")
      do local _ <close> = sm:hold()
        say("w3.f38.f41 44 in")
        say("w3.f38.f41 46")
      end
      local function f48()
        say("w3.f38.f41.f48 49")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f38.f41.f48 50 ok") elseif type(e) == "string" then say("w3.f38.f41.f48 50 err " .. kind(e)) else error(e, 0) end end
        return "f48"
      end
      local function f51()
        say("w3.f38.f41.f51 52")
        if T.w2 then say("w3.f38.f41.f51 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f51"
      end
      do local dn, pn = wait({ spawn("f48", f48), spawn("f51", f51) }, { return_when = "first", timeout = 3 })
        say("w3.f38.f41 47 done " .. #dn .. " pending " .. #pn) end
      if not q:full() then q:put_nowait(54) end
      return "f41"
    end
    local function f55()
      say("w3.f38.f55 56")
      local function f58()
        say("w3.f38.f55.f58 59")
        sleep(1)
        say("w3.f38.f55.f58 61")
        return "f58"
      end
      local function f62()
        say("w3.f38.f55.f62 63")
        if T.w1 then say("w3.f38.f55.f62 cancels w1 " .. yn(T.w1:cancel())) end
        say("w3.f38.f55.f62 66")
        sleep(1)
        say("w3.f38.f55.f62 68")
        error("E69", 0)
      end
      local function f70()
        say("w3.f38.f55.f70 71")
        if T.w1 then say("w3.f38.f55.f70 cancels w1 " .. yn(T.w1:cancel())) end
        sleep(0)
        say("w3.f38.f55.f70 74")
        return "f70"
      end
      do local ok, e = pcall(function() say("w3.f38.f55 57 got " .. table.concat({ gather { spawn("f58", f58), spawn("f62", f62), spawn("f70", f70) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f38.f55 57 err " .. kind(e)) else error(e, 0) end end end
      ev:wait()
      say("w3.f38.f55 76 ev")
      current():cancel()
      return "f55"
    end
    local function f78()
      say("w3.f38.f78 79")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f38.f78 80 ok") elseif type(e) == "string" then say("w3.f38.f78 80 err " .. kind(e)) else error(e, 0) end end
      return "f78"
    end
    do local ok, e = pcall(function() say("w3.f38 40 got " .. table.concat({ gather { spawn("f41", f41), spawn("f55", f55), spawn("f78", f78) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f38 40 err " .. kind(e)) else error(e, 0) end end end
    if not q:full() then q:put_nowait(81) end
    ev:set()
    return "f38"
  end
  local function f83()
    say("w3.f83 84")
    if T.w3 then say("w3.f83 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if T.w1 then say("w3.f83 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E88", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f34", f34)
    tg:spawn("f38", f38)
    tg:spawn("f83", f83)
  end)
    if is(e, ErrorGroup) then say("w3 33 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 90 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(5)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
